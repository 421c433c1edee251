package crowdstart.fulfilment;

import crowdstart.identity.BatchId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A shipment as it stands.
 *
 * @param since when it came to this stage
 * @param isSuspended whether its payment is disputed, so that it is not to leave
 * @param batch what it is or was made in; null when that is none
 * @param consignment how it travels; null until it is shipped
 */
public record ShipmentStanding(
    ShipmentEvent.Begun begun,
    ShipmentStage stage,
    Instant since,
    boolean isSuspended,
    @Nullable BatchId batch,
    @Nullable Consignment consignment) {
  static ShipmentStanding of(ShipmentState.Known state) {
    return switch (state) {
      case ShipmentState.Ready _ -> of(state, ShipmentStage.READY, null);
      case ShipmentState.Batched _ -> of(state, ShipmentStage.BATCHED, null);
      case ShipmentState.Shipped shipped -> of(state, ShipmentStage.SHIPPED, shipped.consignment());
      case ShipmentState.Delivered delivered ->
          of(state, ShipmentStage.DELIVERED, delivered.consignment());
      case ShipmentState.Returned returned ->
          of(state, ShipmentStage.RETURNED, returned.consignment());
      case ShipmentState.Cancelled _ -> of(state, ShipmentStage.CANCELLED, null);
    };
  }

  private static ShipmentStanding of(
      ShipmentState.Known state, ShipmentStage stage, @Nullable Consignment consignment) {
    return new ShipmentStanding(
        state.begun(),
        stage,
        state.at(),
        Shipment.isSuspended(state),
        Shipment.batchOf(state),
        consignment);
  }
}
