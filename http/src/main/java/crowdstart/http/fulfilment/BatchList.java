package crowdstart.http.fulfilment;

import crowdstart.fulfilment.BatchSummary;
import crowdstart.fulfilment.ShippingLabel;
import crowdstart.http.wire.Page;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Batches as a view knows them. It fails as an order list does. */
public interface BatchList {
  /** One page, the newest first. */
  CompletionStage<Page<BatchSummary>> list(CampaignId campaign, @Nullable String cursor, int limit);

  CompletionStage<Optional<BatchSummary>> read(BatchId batch);

  /** What to write on the parcels of a locked batch; empty while not all of it is known. */
  CompletionStage<Optional<List<ShippingLabel>>> labels(BatchId batch);
}
