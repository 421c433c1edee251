package crowdstart.order;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.ClusterMessage;

/** The answer to whatever is asked of an order that exists. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OrderAnswer.Found.class, name = "found"),
  @JsonSubTypes.Type(value = OrderAnswer.WrongStage.class, name = "wrong-stage"),
  @JsonSubTypes.Type(value = OrderAnswer.AddressRefused.class, name = "address-refused"),
  @JsonSubTypes.Type(value = OrderAnswer.NotFound.class, name = "not-found"),
  @JsonSubTypes.Type(value = OrderAnswer.Unknown.class, name = "unknown")
})
public sealed interface OrderAnswer extends ClusterMessage {
  /** It stands like this now, by this command or an earlier one. */
  record Found(OrderStanding standing) implements OrderAnswer {}

  /** The order's stage does not allow it. */
  record WrongStage(OrderStanding standing) implements OrderAnswer {}

  /** Its address is locked and cannot change, or is not there and cannot be locked. */
  record AddressRefused(OrderStanding standing) implements OrderAnswer {}

  record NotFound() implements OrderAnswer {}

  /** Nobody can say in time; the same command may be sent again. */
  record Unknown() implements OrderAnswer {}
}
