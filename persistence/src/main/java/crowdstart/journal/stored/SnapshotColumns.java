package crowdstart.journal.stored;

import crowdstart.campaign.BackerStanding;
import crowdstart.campaign.CampaignState;
import crowdstart.campaign.Hold;
import crowdstart.campaign.PricedLine;
import crowdstart.campaign.Stock;
import crowdstart.identity.BackerId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of a campaign in columns: what repeats in every hold is stored once. In the middle of a
 * launch there are tens of thousands of them.
 *
 * @param orders held or sold
 * @param offers the tiers at their prices, as the lines refer to them
 * @param moments at which holds run out, as the holds refer to them
 * @param holds one for each; the next three columns too
 * @param confirmed one letter for each hold: h held, c confirmed
 * @param lineCounts how many of the lines are a hold's own
 * @param lineOffers for each line its place in the offers
 * @param backers one for each
 * @param backerOrders how many orders each has
 * @param units by the place of a backer: only of those who have units that are limited by backer
 */
record SnapshotColumns(
    String stage,
    StoredDetails details,
    List<StoredCount> counts,
    long orders,
    List<StoredOffer> offers,
    List<Instant> moments,
    List<OrderId> holds,
    List<BackerId> holders,
    List<Integer> holdMoments,
    String confirmed,
    List<Integer> lineCounts,
    List<Integer> lineOffers,
    List<Integer> lineQuantities,
    List<BackerId> backers,
    List<Integer> backerOrders,
    Map<Integer, Map<String, Integer>> units) {

  static SnapshotColumns of(CampaignState.Known state) {
    Stock stock = state.stock();
    int size = stock.holds().size();
    Map<StoredOffer, Integer> offers = new LinkedHashMap<>();
    Map<Instant, Integer> moments = new LinkedHashMap<>();
    List<OrderId> orders = new ArrayList<>(size);
    List<BackerId> holders = new ArrayList<>(size);
    List<Integer> holdMoments = new ArrayList<>(size);
    StringBuilder confirmed = new StringBuilder(size);
    List<Integer> lineCounts = new ArrayList<>(size);
    List<Integer> lineOffers = new ArrayList<>(size);
    List<Integer> lineQuantities = new ArrayList<>(size);
    stock
        .holds()
        .forEach((order, hold) -> {
          orders.add(order);
          holders.add(hold.backer());
          holdMoments.add(place(moments, hold.expiresAt()));
          confirmed.append(hold.isConfirmed() ? 'c' : 'h');
          lineCounts.add(hold.lines().size());
          for (PricedLine line : hold.lines()) {
            lineOffers.add(place(offers, new StoredOffer(line.tier(), line.price())));
            lineQuantities.add(line.quantity());
          }
        });
    List<BackerId> backers = new ArrayList<>(stock.backers().size());
    List<Integer> backerOrders = new ArrayList<>(stock.backers().size());
    Map<Integer, Map<String, Integer>> units = new LinkedHashMap<>();
    stock
        .backers()
        .forEach((backer, standing) -> {
          if (!standing.units().isEmpty()) {
            Map<String, Integer> named = new HashMap<>();
            standing.units().forEach((tier, count) -> named.put(tier.value(), count));
            units.put(backers.size(), named);
          }
          backers.add(backer);
          backerOrders.add(standing.orders());
        });
    return new SnapshotColumns(
        state.stage().label(),
        StoredDetails.of(state.details()),
        stock.tiers().stream().map(StoredCount::of).toList(),
        stock.orders(),
        List.copyOf(offers.keySet()),
        List.copyOf(moments.keySet()),
        orders,
        holders,
        holdMoments,
        confirmed.toString(),
        lineCounts,
        lineOffers,
        lineQuantities,
        backers,
        backerOrders,
        units);
  }

  private static <T> int place(Map<T, Integer> places, T of) {
    return places.computeIfAbsent(of, _ -> places.size());
  }

  CampaignState.Known state() {
    return SnapshotForms.state(stage, details, this::stock);
  }

  private Stock stock() {
    List<PricedLine> lines = new ArrayList<>(lineOffers.size());
    for (int i = 0; i < lineOffers.size(); i++) {
      StoredOffer offer = offers.get(lineOffers.get(i));
      lines.add(new PricedLine(offer.tier(), lineQuantities.get(i), offer.price()));
    }
    Map<OrderId, Hold> allHolds = HashMap.newHashMap(holds.size());
    int line = 0;
    for (int i = 0; i < holds.size(); i++) {
      int end = line + lineCounts.get(i);
      Instant expiresAt = moments.get(holdMoments.get(i));
      allHolds.put(
          holds.get(i),
          new Hold(
              holders.get(i), lines.subList(line, end), expiresAt, confirmed.charAt(i) == 'c'));
      line = end;
    }
    Map<BackerId, BackerStanding> allBackers = HashMap.newHashMap(backers.size());
    for (int i = 0; i < backers.size(); i++) {
      Map<TierId, Integer> limited = new HashMap<>();
      units
          .getOrDefault(i, Map.of())
          .forEach((tier, count) -> limited.put(new TierId(tier), count));
      allBackers.put(backers.get(i), new BackerStanding(backerOrders.get(i), limited));
    }
    return Stock.restore(
        counts.stream().map(StoredCount::count).toList(), orders, allHolds, allBackers);
  }
}
