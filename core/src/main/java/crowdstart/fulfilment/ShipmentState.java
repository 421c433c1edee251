package crowdstart.fulfilment;

import crowdstart.identity.BatchId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A shipment as it stands: one type for each stage of its life. */
public sealed interface ShipmentState {
  /** Its order is not paid for. */
  record Absent() implements ShipmentState {}

  sealed interface Known extends ShipmentState {
    ShipmentEvent.Begun begun();

    /** When it came to this stage. */
    Instant at();
  }

  /**
   * In no batch.
   *
   * @param left the batches that it was in: none of them takes it back
   * @param isSuspended whether its payment is disputed
   */
  record Ready(ShipmentEvent.Begun begun, Set<BatchId> left, boolean isSuspended, Instant at)
      implements Known {
    public Ready {
      left = Set.copyOf(left);
    }
  }

  record Batched(
      ShipmentEvent.Begun begun,
      Set<BatchId> left,
      BatchId batch,
      boolean isLocked,
      boolean isSuspended,
      Instant at)
      implements Known {
    public Batched {
      left = Set.copyOf(left);
    }
  }

  record Shipped(
      ShipmentEvent.Begun begun, @Nullable BatchId batch, Consignment consignment, Instant at)
      implements Known {}

  record Delivered(
      ShipmentEvent.Begun begun, @Nullable BatchId batch, Consignment consignment, Instant at)
      implements Known {}

  /**
   * Final.
   *
   * @param wasDelivered whether it came back from the backer, and not from the way there
   */
  record Returned(
      ShipmentEvent.Begun begun,
      @Nullable BatchId batch,
      Consignment consignment,
      boolean wasDelivered,
      Instant at)
      implements Known {}

  /**
   * Called off, unless the money comes back.
   *
   * @param left the batches that it was in, {@code batch} not among them
   */
  record Cancelled(
      ShipmentEvent.Begun begun, Set<BatchId> left, @Nullable BatchId batch, Instant at)
      implements Known {
    public Cancelled {
      left = Set.copyOf(left);
    }
  }
}
