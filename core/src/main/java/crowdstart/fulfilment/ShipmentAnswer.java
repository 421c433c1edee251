package crowdstart.fulfilment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.ClusterMessage;

/** The answer to whatever is asked of a shipment. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ShipmentAnswer.Found.class, name = "found"),
  @JsonSubTypes.Type(value = ShipmentAnswer.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = ShipmentAnswer.NotFound.class, name = "not-found"),
  @JsonSubTypes.Type(value = ShipmentAnswer.Unknown.class, name = "unknown")
})
public sealed interface ShipmentAnswer extends ClusterMessage {
  /** It stands like this now, by this command or an earlier one. */
  record Found(ShipmentStanding standing) implements ShipmentAnswer {}

  /** What stands does not allow it. */
  record Refused(ShipmentStanding standing) implements ShipmentAnswer {}

  /** Its order is not paid for, or is another campaign's. */
  record NotFound() implements ShipmentAnswer {}

  /** Nobody can say in time; the same command may be sent again. */
  record Unknown() implements ShipmentAnswer {}
}
