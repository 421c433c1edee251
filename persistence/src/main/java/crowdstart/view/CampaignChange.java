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
 * @param isCalledOffDraft whether it ended before it was launched
 */
record CampaignChange(
    CampaignState.Known state,
    long version,
    @Nullable Instant createdAt,
    boolean isDescribed,
    boolean isCalledOffDraft) {

  static CampaignChange of(
      CampaignState before, CampaignState.Known state, long version, CampaignEvent event) {
    return switch (event) {
      case CampaignEvent.Created created ->
          new CampaignChange(state, version, created.at(), true, false);
      case CampaignEvent.Edited _ -> new CampaignChange(state, version, null, true, false);
      case CampaignEvent.Launched _, CampaignEvent.StockMoved _ ->
          new CampaignChange(state, version, null, false, false);
      case CampaignEvent.Closed _ ->
          new CampaignChange(state, version, null, false, before instanceof CampaignState.Draft);
    };
  }

  CampaignChange then(CampaignChange next) {
    return new CampaignChange(
        next.state(),
        next.version(),
        createdAt,
        isDescribed || next.isDescribed(),
        isCalledOffDraft || next.isCalledOffDraft());
  }
}
