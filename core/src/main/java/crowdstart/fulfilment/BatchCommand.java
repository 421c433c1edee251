package crowdstart.fulfilment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.util.List;

/** What the rules of a batch decide on. Any of them may be sent again. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = BatchCommand.Open.class, name = "open"),
  @JsonSubTypes.Type(value = BatchCommand.Lock.class, name = "lock"),
  @JsonSubTypes.Type(value = BatchCommand.Finish.class, name = "finish")
})
public sealed interface BatchCommand {

  /** Opens a batch of these; a repeat is one with the same filter, whatever is ready by then. */
  record Open(BatchId batch, CampaignId campaign, BatchFilter filter, List<OrderId> orders)
      implements BatchCommand {
    /** Its event, its message and a creator's export hold all of them at once. */
    public static final int BATCH_SHIPMENTS_MAX = 2_000;

    public Open {
      orders = List.copyOf(orders);
      if (orders.size() > BATCH_SHIPMENTS_MAX) {
        throw new IllegalArgumentException("a batch of more than " + BATCH_SHIPMENTS_MAX);
      }
    }
  }

  record Lock(CampaignId campaign) implements BatchCommand {}

  /** Every address in it is final. */
  record Finish() implements BatchCommand {}
}
