package crowdstart.fulfilment;

import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import java.time.Instant;

/**
 * A batch as it stands.
 *
 * @param chosen how many shipments it was opened with
 * @param since when it came to this stage
 */
public record BatchStanding(
    BatchId batch,
    CampaignId campaign,
    BatchFilter filter,
    int chosen,
    BatchStage stage,
    Instant openedAt,
    Instant since) {
  static BatchStanding of(BatchState.Known state) {
    BatchEvent.Opened opened = state.opened();
    return new BatchStanding(
        opened.batch(),
        opened.campaign(),
        opened.filter(),
        opened.orders().size(),
        state.stage(),
        opened.at(),
        state.at());
  }
}
