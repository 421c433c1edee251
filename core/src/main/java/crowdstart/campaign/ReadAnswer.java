package crowdstart.campaign;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.ClusterMessage;

/** The answer to a question about a campaign. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ReadAnswer.Found.class, name = "found"),
  @JsonSubTypes.Type(value = ReadAnswer.NotFound.class, name = "not-found"),
  @JsonSubTypes.Type(value = ReadAnswer.Unknown.class, name = "unknown")
})
public sealed interface ReadAnswer extends ClusterMessage {
  record Found(CampaignStanding standing) implements ReadAnswer {}

  record NotFound() implements ReadAnswer {}

  /** Nobody can say in time; ask again. */
  record Unknown() implements ReadAnswer {}
}
