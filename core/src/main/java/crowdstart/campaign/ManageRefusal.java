package crowdstart.campaign;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Why a {@link ManageCommand} is refused. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ManageRefusal.UnknownCampaign.class, name = "unknown-campaign"),
  @JsonSubTypes.Type(value = ManageRefusal.WrongStage.class, name = "wrong-stage"),
  @JsonSubTypes.Type(value = ManageRefusal.Invalid.class, name = "invalid")
})
public sealed interface ManageRefusal {
  /** There is no such campaign. */
  record UnknownCampaign() implements ManageRefusal {}

  /** The campaign's stage does not allow it. */
  record WrongStage(Stage stage) implements ManageRefusal {}

  /** Some fields are not what they must be. */
  record Invalid(List<FieldError> errors) implements ManageRefusal {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
