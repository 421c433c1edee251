package crowdstart.http.demo;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.Campaigns;
import crowdstart.campaign.FundingModel;
import crowdstart.campaign.ManageCommand;
import crowdstart.campaign.Tier;
import crowdstart.http.campaign.CampaignCatalogue;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Region;
import crowdstart.identity.TierId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Three live campaigns for whoever has just started a node and has none. */
public final class DemoCampaigns {
  private static final int RUN_DAYS = 30;

  /** Of an id behind its region. */
  private static final int ID_LENGTH = 26;

  private final CampaignCatalogue catalogue;
  private final Campaigns campaigns;
  private final Region region;

  public DemoCampaigns(CampaignCatalogue catalogue, Campaigns campaigns, Region region) {
    this.catalogue = catalogue;
    this.campaigns = campaigns;
    this.region = region;
  }

  /**
   * Seeds them unless there is any campaign. Their ids are fixed, so nodes that start together seed
   * the same three. Answers with the ids that were seeded.
   */
  public CompletionStage<List<CampaignId>> seed(Instant now) {
    return catalogue
        .list(new CampaignCatalogue.Query(null, null, null, 1))
        .thenCompose(page ->
            page.items().isEmpty() ? seedAll(now) : CompletableFuture.completedStage(List.of()));
  }

  private CompletionStage<List<CampaignId>> seedAll(Instant now) {
    Instant deadline = now.truncatedTo(ChronoUnit.DAYS).plus(RUN_DAYS, ChronoUnit.DAYS);
    List<CampaignDetails> all = List.of(lamp(deadline), game(deadline), bread(deadline));
    CompletionStage<?> done = CompletableFuture.completedStage(null);
    for (CampaignDetails details : all) {
      done =
          done.thenCompose(_ -> campaigns.manage(details.id(), new ManageCommand.Create(details)))
              .thenCompose(_ -> campaigns.manage(details.id(), new ManageCommand.Launch()));
    }
    return done.thenApply(_ -> all.stream().map(CampaignDetails::id).toList());
  }

  private CampaignDetails lamp(Instant deadline) {
    return new CampaignDetails(
        id("demolamp"),
        "A lamp that folds flat",
        "It fits in an envelope, and lights a table. We have the prototype; help us make the tool.",
        "folding-light",
        Currency.getInstance("EUR"),
        2_500_000,
        deadline,
        FundingModel.ALL_OR_NOTHING,
        List.of(
            tier("early-bird", "Early bird: one lamp", 4_900, 500, 2),
            tier("lamp", "One lamp", 6_900, null, null),
            tier("pair", "Two lamps", 12_900, 2_000, null)));
  }

  private CampaignDetails game(Instant deadline) {
    return new CampaignDetails(
        id("demogame"),
        "Harbour lights, a board game",
        "Two to five keepers bring ships home through fog. Forty minutes, no dice.",
        "night-harbour-games",
        Currency.getInstance("USD"),
        1_800_000,
        deadline,
        FundingModel.ALL_OR_NOTHING,
        List.of(
            tier("early-bird", "Early bird: the game", 3_500, 300, 1),
            tier("game", "The game", 4_500, null, null),
            tier("collector", "The game in a wooden box", 9_900, 150, 2)));
  }

  private CampaignDetails bread(Instant deadline) {
    return new CampaignDetails(
        id("demobread"),
        "An oven for the whole street",
        "A wood oven behind the old station, open to everybody who brings dough.",
        "station-bakers",
        Currency.getInstance("SEK"),
        8_000_000,
        deadline,
        FundingModel.KEEP_WHAT_YOU_RAISE,
        List.of(
            tier("early-bird", "A name on a brick, this spring", 25_000, 200, 4),
            tier("loaf", "A loaf a month for a year", 60_000, 400, null),
            tier("friend", "A friend of the oven", 10_000, null, null)));
  }

  private CampaignId id(String name) {
    return new CampaignId(region + "-" + name + "0".repeat(ID_LENGTH - name.length()));
  }

  private static Tier tier(
      String id, String title, long price, @Nullable Integer limit, @Nullable Integer perBacker) {
    return new Tier(new TierId(id), title, price, limit, perBacker, null, null);
  }
}
