package crowdstart.fulfilment;

import java.util.Map;

/**
 * A batch, and what has become of the shipments that it took.
 *
 * @param shipments how many of them are in each stage; stages with none are left out
 */
public record BatchSummary(BatchStanding standing, Map<ShipmentStage, Integer> shipments) {
  public BatchSummary {
    shipments = Map.copyOf(shipments);
  }

  /** Whether everything in it has left. */
  public boolean isDone() {
    return standing.stage() == BatchStage.LOCKED && !shipments.containsKey(ShipmentStage.BATCHED);
  }
}
