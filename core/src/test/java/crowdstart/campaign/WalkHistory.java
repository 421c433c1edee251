package crowdstart.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges the journal that a walk has left. */
final class WalkHistory {
  private final List<CampaignEvent> journal;

  WalkHistory(List<CampaignEvent> journal) {
    this.journal = journal;
  }

  /** S1 at every prefix, and S3: each hold ends once. Plain counting, no rules. */
  void checkNothingOversold() {
    Map<TierId, Integer> limits = new HashMap<>();
    Map<TierId, Long> taken = new HashMap<>();
    Map<OrderId, Move.Held> open = new HashMap<>();
    Map<OrderId, Move.Held> sold = new HashMap<>();
    int outcomes = 0;
    for (CampaignEvent event : journal) {
      switch (event) {
        case CampaignEvent.Created created -> limits(limits, created.details());
        case CampaignEvent.Edited edited -> limits(limits, edited.details());
        case CampaignEvent.Launched _ -> {}
        case CampaignEvent.Closed _ -> {
          outcomes++;
          assertThat(open).as("open holds behind the outcome (C2)").isEmpty();
        }
        case CampaignEvent.StockMoved moved -> {
          for (Move move : moved.moves()) {
            step(move, taken, open, sold);
            checkLimits("S1", taken, limits, move);
          }
        }
      }
      checkLimits("S6", taken, limits, event);
    }
    assertThat(outcomes).as("C1").isLessThanOrEqualTo(1);
  }

  private static void checkLimits(
      String invariant, Map<TierId, Long> taken, Map<TierId, Integer> limits, Object behind) {
    taken.forEach((tier, units) ->
        assertThat(units)
            .as("%s: %s behind %s", invariant, tier, behind)
            .isLessThanOrEqualTo((long) limits.getOrDefault(tier, 0)));
  }

  private static void limits(Map<TierId, Integer> limits, CampaignDetails details) {
    limits.clear();
    for (Tier tier : details.tiers()) {
      limits.put(tier.id(), tier.limit() == null ? Integer.MAX_VALUE : tier.limit());
    }
  }

  private static void step(
      Move move,
      Map<TierId, Long> taken,
      Map<OrderId, Move.Held> open,
      Map<OrderId, Move.Held> sold) {
    switch (move) {
      case Move.Held held -> {
        assertThat(open).doesNotContainKey(held.order());
        assertThat(sold).doesNotContainKey(held.order());
        open.put(held.order(), held);
        held.lines().forEach(line -> taken.merge(line.tier(), (long) line.quantity(), Long::sum));
      }
      case Move.Confirmed(OrderId order) -> {
        assertThat(open).as("S3").containsKey(order);
        sold.put(order, Objects.requireNonNull(open.remove(order)));
      }
      case Move.Expired(OrderId order) -> {
        assertThat(open).as("S3, S5").containsKey(order);
        free(taken, open.remove(order));
      }
      case Move.Released(OrderId order) ->
          free(taken, open.containsKey(order) ? open.remove(order) : sold.remove(order));
      case Move.Forgotten(OrderId order) -> assertThat(sold.remove(order)).isNotNull();
    }
  }

  private static void free(Map<TierId, Long> taken, Move.@Nullable Held held) {
    Objects.requireNonNull(held, "S3");
    held.lines().forEach(line -> taken.merge(line.tier(), -(long) line.quantity(), Long::sum));
  }

  /** H1. */
  void checkReplay(CampaignState live) {
    assertThat(replay(new CampaignState.Absent(), journal)).isEqualTo(live);
  }

  /** H1: a snapshot and what follows it say the same as the whole journal. */
  void checkSnapshotAndTail(int at, CampaignState live) {
    CampaignState snapshot = restored(replay(new CampaignState.Absent(), journal.subList(0, at)));
    CampaignState end = replay(snapshot, journal.subList(at, journal.size()));
    assertThat(end).isEqualTo(live);
    assertThat(nextLapse(end)).isEqualTo(nextLapse(live));
  }

  private static @Nullable Object nextLapse(CampaignState state) {
    return state instanceof CampaignState.Known known ? known.stock().nextLapse() : null;
  }

  private static CampaignState replay(CampaignState from, List<CampaignEvent> events) {
    CampaignState state = from;
    for (CampaignEvent event : events) {
      state = Campaign.evolve(state, event);
    }
    return state;
  }

  private static CampaignState restored(CampaignState state) {
    return switch (state) {
      case CampaignState.Absent _, CampaignState.Draft _ -> state;
      case CampaignState.Live(CampaignDetails details, Stock stock) ->
          new CampaignState.Live(details, restored(stock));
      case CampaignState.Closed(CampaignDetails details, Stock stock, Stage stage) ->
          new CampaignState.Closed(details, restored(stock), stage);
    };
  }

  private static Stock restored(Stock stock) {
    return Stock.restore(stock.tiers(), stock.orders(), stock.holds(), stock.backers());
  }
}
