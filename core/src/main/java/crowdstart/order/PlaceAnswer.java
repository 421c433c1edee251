package crowdstart.order;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.ClusterMessage;

/** The answer to a checkout: done, refused, or not known. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PlaceAnswer.Placed.class, name = "placed"),
  @JsonSubTypes.Type(value = PlaceAnswer.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = PlaceAnswer.Overloaded.class, name = "overloaded"),
  @JsonSubTypes.Type(value = PlaceAnswer.Unknown.class, name = "unknown")
})
public sealed interface PlaceAnswer extends ClusterMessage {
  /**
   * The order stands. The answer to a repeat is made from the same event, and so is the same.
   *
   * @param isReplayed an earlier request had placed it
   */
  record Placed(OrderEvent.Placed placed, boolean isReplayed) implements PlaceAnswer {}

  /** Nothing was stored. */
  record Refused(PlaceRefusal why) implements PlaceAnswer {}

  /** There was no room to try; nothing was stored. */
  record Overloaded(long retryAfterMillis) implements PlaceAnswer {}

  /** Nobody can say in time; the same request may be sent again. */
  record Unknown() implements PlaceAnswer {}
}
