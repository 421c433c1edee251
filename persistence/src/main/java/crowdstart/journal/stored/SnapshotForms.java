package crowdstart.journal.stored;

import crowdstart.campaign.BackerStanding;
import crowdstart.campaign.CampaignState;
import crowdstart.campaign.Hold;
import crowdstart.campaign.PricedLine;
import crowdstart.campaign.Stock;
import crowdstart.campaign.TierCount;
import crowdstart.identity.BackerId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How the state of a campaign is stored in a snapshot. */
final class SnapshotForms {
  private SnapshotForms() {}

  record StoredLine(TierId tier, int quantity, long price) {}

  record StoredHold(
      OrderId order,
      BackerId backer,
      List<StoredLine> lines,
      Instant expiresAt,
      boolean confirmed) {}

  record StoredStanding(BackerId backer, int orders, Map<String, Integer> units) {}

  record StoredCampaign(
      String stage,
      StoredDetails details,
      List<StoredCount> counts,
      long orders,
      List<StoredHold> holds,
      List<StoredStanding> backers) {

    CampaignState.Known state() {
      return SnapshotForms.state(stage, details, this::stock);
    }

    private Stock stock() {
      Map<OrderId, Hold> allHolds = new HashMap<>();
      holds.forEach(hold -> allHolds.put(hold.order(), hold(hold)));
      Map<BackerId, BackerStanding> allBackers = new HashMap<>();
      backers.forEach(standing -> allBackers.put(standing.backer(), standing(standing)));
      List<TierCount> tiers = counts.stream().map(StoredCount::count).toList();
      return Stock.restore(tiers, orders, allHolds, allBackers);
    }
  }

  static CampaignState.Known state(String stage, StoredDetails details, Supplier<Stock> stock) {
    return switch (CampaignForms.stage(stage)) {
      case DRAFT -> new CampaignState.Draft(details.details());
      case LIVE -> new CampaignState.Live(details.details(), stock.get());
      case FUNDED, UNFUNDED, CANCELLED ->
          new CampaignState.Closed(details.details(), stock.get(), CampaignForms.stage(stage));
    };
  }

  static List<Form<?, ?>> all() {
    return List.of(
        first("campaign-draft.1", CampaignState.Draft.class),
        first("campaign-live.1", CampaignState.Live.class),
        first("campaign-ended.1", CampaignState.Closed.class),
        columns("campaign-draft.2", CampaignState.Draft.class),
        columns("campaign-live.2", CampaignState.Live.class),
        columns("campaign-ended.2", CampaignState.Closed.class));
  }

  /** Is read, and not written any more. */
  private static <T extends CampaignState.Known> Form<T, StoredCampaign> first(
      String name, Class<T> type) {
    return new Form<>(
        name,
        type,
        StoredCampaign.class,
        _ -> {
          throw new IllegalStateException(name + " is not written any more");
        },
        stored -> type.cast(stored.state()));
  }

  private static <T extends CampaignState.Known> Form<T, SnapshotColumns> columns(
      String name, Class<T> type) {
    return new Form<>(
        name,
        type,
        SnapshotColumns.class,
        SnapshotColumns::of,
        stored -> type.cast(stored.state()));
  }

  private static Hold hold(StoredHold stored) {
    return new Hold(
        stored.backer(),
        stored.lines().stream()
            .map(line -> new PricedLine(line.tier(), line.quantity(), line.price()))
            .toList(),
        stored.expiresAt(),
        stored.confirmed());
  }

  private static BackerStanding standing(StoredStanding stored) {
    Map<TierId, Integer> units = new HashMap<>();
    stored.units().forEach((tier, count) -> units.put(new TierId(tier), count));
    return new BackerStanding(stored.orders(), units);
  }
}
