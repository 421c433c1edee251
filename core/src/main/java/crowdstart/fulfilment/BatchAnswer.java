package crowdstart.fulfilment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.ClusterMessage;
import crowdstart.identity.OrderId;
import java.util.List;

/** The answer to whatever is asked of a batch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BatchAnswer.Found.class, name = "found"),
  @JsonSubTypes.Type(value = BatchAnswer.Chosen.class, name = "chosen"),
  @JsonSubTypes.Type(value = BatchAnswer.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = BatchAnswer.Unknown.class, name = "unknown")
})
public sealed interface BatchAnswer extends ClusterMessage {
  /** It stands like this now, by this command or an earlier one. */
  record Found(BatchStanding standing) implements BatchAnswer {}

  /** The orders that it was opened with. */
  record Chosen(List<OrderId> orders) implements BatchAnswer {
    public Chosen {
      orders = List.copyOf(orders);
    }
  }

  record Refused(BatchRejection why) implements BatchAnswer {}

  /** Nobody can say in time; the same command may be sent again. */
  record Unknown() implements BatchAnswer {}
}
