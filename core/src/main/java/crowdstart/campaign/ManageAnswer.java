package crowdstart.campaign;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.ClusterMessage;

/** The answer to a {@link ManageCommand}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ManageAnswer.Done.class, name = "done"),
  @JsonSubTypes.Type(value = ManageAnswer.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = ManageAnswer.Unknown.class, name = "unknown")
})
public sealed interface ManageAnswer extends ClusterMessage {
  /** It stands now, by this command or an earlier one. */
  record Done(CampaignStanding standing) implements ManageAnswer {}

  record Refused(ManageRefusal why) implements ManageAnswer {}

  /** Nobody can say in time whether it was done. The same command may be sent again. */
  record Unknown() implements ManageAnswer {}
}
