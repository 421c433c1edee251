package crowdstart.fulfilment;

import crowdstart.campaign.Line;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.time.Instant;
import java.util.List;

/** What happened to a shipment. Stored for ever: see the stored forms in the journal package. */
public sealed interface ShipmentEvent extends FulfilmentEvent {

  /**
   * Its order is paid for.
   *
   * @param lines what is in it; the tier first, then the add-ons
   * @param country of the order: ISO 3166-1 alpha-2, in capitals
   */
  record Begun(OrderId order, CampaignId campaign, List<Line> lines, String country, Instant at)
      implements ShipmentEvent {
    public Begun {
      lines = List.copyOf(lines);
    }
  }

  record Batched(BatchId batch, Instant at) implements ShipmentEvent {}

  /** It left its batch, and is ready for another. */
  record Unbatched(BatchId batch, Instant at) implements ShipmentEvent {}

  /** Its batch is locked, and its address with it. */
  record Locked(BatchId batch, Instant at) implements ShipmentEvent {}

  record Shipped(Consignment consignment, Instant at) implements ShipmentEvent {}

  record Delivered(Instant at) implements ShipmentEvent {}

  record Returned(Instant at) implements ShipmentEvent {}

  /**
   * Its payment is disputed: no batch takes it before that is over, and none that has it sends it.
   */
  record Suspended(Instant at) implements ShipmentEvent {}

  record Resumed(Instant at) implements ShipmentEvent {}

  record Cancelled(Instant at) implements ShipmentEvent {}

  /** What had gone back is here again, and the parcel in the line. */
  record Reopened(Instant at) implements ShipmentEvent {}
}
