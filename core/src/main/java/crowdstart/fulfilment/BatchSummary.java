package crowdstart.fulfilment;

import crowdstart.identity.OrderId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch, and what has become of the shipments that it took.
 *
 * @param shipments how many of them are in each stage; stages with none are left out
 * @param leftOut orders whose shipments left it when it was locked, having no address; null when
 *     nobody has looked
 */
public record BatchSummary(
    BatchStanding standing,
    Map<ShipmentStage, Integer> shipments,
    @Nullable List<OrderId> leftOut) {
  public BatchSummary {
    shipments = Map.copyOf(shipments);
    leftOut = leftOut == null ? null : List.copyOf(leftOut);
  }

  /** Whether everything in it has left. */
  public boolean isDone() {
    return standing.stage() == BatchStage.LOCKED && !shipments.containsKey(ShipmentStage.BATCHED);
  }
}
