package crowdstart.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.campaign.Stage;
import crowdstart.identity.ClusterMessage;

/** The answer to whatever is asked of a collection run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CollectionAnswer.Found.class, name = "found"),
  @JsonSubTypes.Type(value = CollectionAnswer.NotBegun.class, name = "not-begun"),
  @JsonSubTypes.Type(value = CollectionAnswer.Unknown.class, name = "unknown")
})
public sealed interface CollectionAnswer extends ClusterMessage {
  record Found(Stage outcome, boolean isPaused) implements CollectionAnswer {}

  /** The campaign has not closed, or it is not known here yet that it has. */
  record NotBegun() implements CollectionAnswer {}

  /** Nobody can say in time; the same command may be sent again. */
  record Unknown() implements CollectionAnswer {}
}
