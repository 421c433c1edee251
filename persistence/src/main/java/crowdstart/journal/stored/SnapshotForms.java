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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    static StoredCampaign of(CampaignState.Known state) {
      Stock stock = state.stock();
      List<StoredHold> holds = new ArrayList<>(stock.holds().size());
      stock.holds().forEach((order, hold) -> holds.add(stored(order, hold)));
      List<StoredStanding> backers = new ArrayList<>(stock.backers().size());
      stock.backers().forEach((backer, standing) -> backers.add(stored(backer, standing)));
      return new StoredCampaign(
          state.stage().label(),
          StoredDetails.of(state.details()),
          stock.tiers().stream().map(StoredCount::of).toList(),
          stock.orders(),
          holds,
          backers);
    }

    CampaignState.Known state() {
      return switch (CampaignForms.stage(stage)) {
        case DRAFT -> new CampaignState.Draft(details.details());
        case LIVE -> new CampaignState.Live(details.details(), stock());
        case FUNDED, UNFUNDED, CANCELLED ->
            new CampaignState.Closed(details.details(), stock(), CampaignForms.stage(stage));
      };
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

  static List<Form<?, ?>> all() {
    return List.of(
        form("campaign-draft.1", CampaignState.Draft.class),
        form("campaign-live.1", CampaignState.Live.class),
        form("campaign-ended.1", CampaignState.Closed.class));
  }

  private static <T extends CampaignState.Known> Form<T, StoredCampaign> form(
      String name, Class<T> type) {
    return new Form<>(
        name, type, StoredCampaign.class, StoredCampaign::of, stored -> type.cast(stored.state()));
  }

  private static StoredHold stored(OrderId order, Hold hold) {
    return new StoredHold(
        order,
        hold.backer(),
        hold.lines().stream()
            .map(line -> new StoredLine(line.tier(), line.quantity(), line.price()))
            .toList(),
        hold.expiresAt(),
        hold.isConfirmed());
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

  private static StoredStanding stored(BackerId backer, BackerStanding standing) {
    Map<String, Integer> units = new HashMap<>();
    standing.units().forEach((tier, count) -> units.put(tier.value(), count));
    return new StoredStanding(backer, standing.orders(), units);
  }

  private static BackerStanding standing(StoredStanding stored) {
    Map<TierId, Integer> units = new HashMap<>();
    stored.units().forEach((tier, count) -> units.put(new TierId(tier), count));
    return new BackerStanding(stored.orders(), units);
  }
}
