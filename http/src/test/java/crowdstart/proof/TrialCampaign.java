package crowdstart.proof;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.FundingModel;
import crowdstart.campaign.Tier;
import crowdstart.identity.CampaignId;
import crowdstart.identity.TierId;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** How the campaign of a trial goes. */
enum TrialCampaign {
  FUNDED(FundingModel.ALL_OR_NOTHING, 100, false),
  KEPT(FundingModel.KEEP_WHAT_YOU_RAISE, 100_000_000, false),
  UNFUNDED(FundingModel.ALL_OR_NOTHING, 100_000_000, false),
  CANCELLED(FundingModel.ALL_OR_NOTHING, 100, true),
  KEPT_AND_CANCELLED(FundingModel.KEEP_WHAT_YOU_RAISE, 100, true);

  static final TierId TIER = new TierId("lamp");
  static final long PRICE = 4_900;

  /** Longer than its orders hold their stock. */
  static final Duration RUN = Duration.ofHours(6);

  private final FundingModel model;
  private final long goal;
  final boolean isCancelled;

  TrialCampaign(FundingModel model, long goal, boolean isCancelled) {
    this.model = model;
    this.goal = goal;
    this.isCancelled = isCancelled;
  }

  FundingModel model() {
    return model;
  }

  /** Whether its money stays with the creator in the end. */
  boolean keepsMoney() {
    return this == FUNDED || this == KEPT;
  }

  CampaignDetails details(CampaignId id, Instant now) {
    return new CampaignDetails(
        id,
        "A lamp that folds flat",
        "",
        "folding-light",
        Currency.getInstance("EUR"),
        goal,
        now.plus(RUN),
        model,
        List.of(new Tier(TIER, "One lamp", PRICE, null, null, null, null)));
  }
}
