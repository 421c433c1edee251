package crowdstart.view;

import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.CampaignState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a page does to the row of a campaign.
 *
 * @param state behind the page's last event of it
 * @param version the number of that event
 * @param createdAt null unless the page holds its creation
 * @param isDescribed whether what the creator says may differ from what the row has
 */
record CampaignChange(
    CampaignState.Known state, long version, @Nullable Instant createdAt, boolean isDescribed) {

  static CampaignChange of(CampaignState.Known state, long version, CampaignEvent event) {
    return switch (event) {
      case CampaignEvent.Created created -> new CampaignChange(state, version, created.at(), true);
      case CampaignEvent.Edited _ -> new CampaignChange(state, version, null, true);
      case CampaignEvent.Launched _, CampaignEvent.StockMoved _, CampaignEvent.Closed _ ->
          new CampaignChange(state, version, null, false);
    };
  }

  CampaignChange then(CampaignChange next) {
    return new CampaignChange(
        next.state(), next.version(), createdAt, isDescribed || next.isDescribed());
  }
}
