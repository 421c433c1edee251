package crowdstart.http.fulfilment;

import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.ListedShipment;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.fulfilment.ShipmentFilter;
import crowdstart.http.wire.Page;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Shipments as a view knows them: complete, and a moment behind. It fails as an order list does.
 */
public interface ShipmentList {
  /** One page, the newest first. */
  CompletionStage<Page<ListedShipment>> list(
      CampaignId campaign, ShipmentFilter filter, @Nullable String cursor, int limit);

  /** The orders whose shipments have been ready for longest, and that no other batch takes. */
  CompletionStage<List<OrderId>> claim(
      CampaignId campaign, BatchId batch, BatchFilter filter, int max);

  /** How many ready shipments of its campaign come before one. */
  CompletionStage<Integer> ahead(ShipmentEvent.Begun begun);
}
