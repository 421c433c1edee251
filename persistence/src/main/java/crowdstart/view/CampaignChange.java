package crowdstart.view;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a page does to the row of a campaign, but for its counts.
 *
 * @param version the number of the page's last such event of it
 * @param createdAt null unless the page holds its creation
 * @param details what the creator says; null when that stays as it is
 * @param stage null when it stays as it is
 * @param isLaunched whether the page holds its launch
 */
record CampaignChange(
    String persistenceId,
    long version,
    @Nullable Instant createdAt,
    @Nullable CampaignDetails details,
    @Nullable Stage stage,
    boolean isLaunched) {

  static CampaignChange of(String persistenceId, long version, CampaignEvent event) {
    return switch (event) {
      case CampaignEvent.Created(CampaignDetails details, Instant at) ->
          new CampaignChange(persistenceId, version, at, details, Stage.DRAFT, false);
      case CampaignEvent.Edited(CampaignDetails details, Instant _) ->
          new CampaignChange(persistenceId, version, null, details, null, false);
      case CampaignEvent.Launched _ ->
          new CampaignChange(persistenceId, version, null, null, Stage.LIVE, true);
      case CampaignEvent.Closed(Stage outcome, long _, Instant _) ->
          new CampaignChange(persistenceId, version, null, null, outcome, false);
      case CampaignEvent.StockMoved _ -> throw new IllegalArgumentException("changes the counts");
    };
  }

  CampaignChange then(CampaignChange next) {
    return new CampaignChange(
        persistenceId,
        next.version,
        createdAt,
        next.details != null ? next.details : details,
        next.stage != null ? next.stage : stage,
        isLaunched || next.isLaunched);
  }

  String id() {
    return persistenceId.substring(persistenceId.indexOf('|') + 1);
  }

  /** Whether it has ended without a launch, if it was a draft before the page. */
  boolean callsOffDraft() {
    return stage == Stage.CANCELLED && !isLaunched;
  }
}
