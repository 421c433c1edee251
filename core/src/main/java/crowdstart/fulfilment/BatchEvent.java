package crowdstart.fulfilment;

import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.time.Instant;
import java.util.List;

/** What happened to a batch. Stored for ever: see the stored forms in the journal package. */
public sealed interface BatchEvent extends FulfilmentEvent {

  /**
   * Its creator opened it.
   *
   * @param orders whose shipments it is to take; one that another batch took first stays there
   */
  record Opened(
      BatchId batch, CampaignId campaign, BatchFilter filter, List<OrderId> orders, Instant at)
      implements BatchEvent {
    public Opened {
      orders = List.copyOf(orders);
    }
  }

  /** Its creator asked for final addresses. */
  record LockAsked(BatchId batch, Instant at) implements BatchEvent {}

  /** Every address in it is final. */
  record Locked(BatchId batch, Instant at) implements BatchEvent {}
}
