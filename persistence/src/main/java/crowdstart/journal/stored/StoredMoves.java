package crowdstart.journal.stored;

import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.Move;
import crowdstart.campaign.PricedLine;
import crowdstart.identity.BackerId;
import crowdstart.identity.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group commit in columns: what repeats in every hold of a batch is stored once.
 *
 * @param kinds one letter for each move: h held, c confirmed, r released, e expired, f forgotten
 * @param orders one for each move
 * @param holdsExpireAt of every hold in the batch; null when there is none
 * @param backers one for each hold
 * @param lineCounts for each hold how many of the lines are its own
 * @param offers the tiers at their prices, as the lines refer to them
 * @param lineOffers for each line its place in the offers
 * @param lineQuantities one for each line
 * @param totals what the stock came to
 */
record StoredMoves(
    Instant at,
    String kinds,
    List<OrderId> orders,
    @Nullable Instant holdsExpireAt,
    List<BackerId> backers,
    List<Integer> lineCounts,
    List<StoredOffer> offers,
    List<Integer> lineOffers,
    List<Integer> lineQuantities,
    @Nullable StoredTotals totals) {

  static StoredMoves of(CampaignEvent.StockMoved event) {
    StringBuilder kinds = new StringBuilder(event.moves().size());
    List<OrderId> orders = new ArrayList<>(event.moves().size());
    List<BackerId> backers = new ArrayList<>();
    List<Integer> lineCounts = new ArrayList<>();
    Map<StoredOffer, Integer> offers = new LinkedHashMap<>();
    List<Integer> lineOffers = new ArrayList<>();
    List<Integer> lineQuantities = new ArrayList<>();
    Instant holdsExpireAt = null;
    for (Move move : event.moves()) {
      kinds.append(kind(move));
      orders.add(move.order());
      if (move instanceof Move.Held held) {
        if (holdsExpireAt != null && !holdsExpireAt.equals(held.expiresAt())) {
          throw new IllegalArgumentException("the holds of one batch run out together");
        }
        holdsExpireAt = held.expiresAt();
        backers.add(held.backer());
        lineCounts.add(held.lines().size());
        for (PricedLine line : held.lines()) {
          lineOffers.add(
              offers.computeIfAbsent(
                  new StoredOffer(line.tier(), line.price()), _ -> offers.size()));
          lineQuantities.add(line.quantity());
        }
      }
    }
    return new StoredMoves(
        event.at(),
        kinds.toString(),
        orders,
        holdsExpireAt,
        backers,
        lineCounts,
        List.copyOf(offers.keySet()),
        lineOffers,
        lineQuantities,
        StoredTotals.of(event.totals()));
  }

  CampaignEvent.StockMoved event() {
    List<Move> moves = new ArrayList<>(orders.size());
    int hold = 0;
    int line = 0;
    for (int i = 0; i < orders.size(); i++) {
      OrderId order = orders.get(i);
      switch (kinds.charAt(i)) {
        case 'h' -> {
          int end = line + lineCounts.get(hold);
          List<PricedLine> lines = lines(line, end);
          moves.add(new Move.Held(order, backers.get(hold), lines, expiry()));
          hold++;
          line = end;
        }
        case 'c' -> moves.add(new Move.Confirmed(order));
        case 'r' -> moves.add(new Move.Released(order));
        case 'e' -> moves.add(new Move.Expired(order));
        case 'f' -> moves.add(new Move.Forgotten(order));
        default -> throw new IllegalArgumentException("a move of kind " + kinds.charAt(i));
      }
    }
    return new CampaignEvent.StockMoved(moves, totals == null ? null : totals.totals(), at);
  }

  private Instant expiry() {
    if (holdsExpireAt == null) {
      throw new IllegalArgumentException("a hold without holdsExpireAt");
    }
    return holdsExpireAt;
  }

  private List<PricedLine> lines(int from, int to) {
    List<PricedLine> lines = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      StoredOffer offer = offers.get(lineOffers.get(i));
      lines.add(new PricedLine(offer.tier(), lineQuantities.get(i), offer.price()));
    }
    return lines;
  }

  private static char kind(Move move) {
    return switch (move) {
      case Move.Held _ -> 'h';
      case Move.Confirmed _ -> 'c';
      case Move.Released _ -> 'r';
      case Move.Expired _ -> 'e';
      case Move.Forgotten _ -> 'f';
    };
  }
}
