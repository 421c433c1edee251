package crowdstart.campaign;

import crowdstart.identity.BackerId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * Stock in the middle of a batch. Deciding and evolving both work on it, so that a later command of
 * a batch sees the earlier ones, and so that what is replayed is what was decided. It lives for one
 * batch and never leaves this package.
 */
final class StockDraft {
  private static final Stock.Lapse NO_LAPSE = new Stock.Lapse(List.of(), 0);

  private final CampaignDetails details;
  private final Stock base;
  private final TierCount[] tiers;
  private long orders;
  private long backerCount;
  private long amount;
  private final Map<OrderId, @Nullable Hold> holds = new HashMap<>();
  private final Map<BackerId, BackerStanding> backers = new HashMap<>();
  private final Map<Instant, List<OrderId>> placed = new HashMap<>();

  /** By how much the open holds of an instant become more or fewer. */
  private final Map<Instant, Integer> opened = new HashMap<>();

  StockDraft(CampaignDetails details, Stock base) {
    this.details = details;
    this.base = base;
    this.tiers = base.tiers().toArray(TierCount[]::new);
    this.orders = base.orders();
    this.backerCount = base.backers().size();
    this.amount = base.pledged() + base.held();
  }

  @Nullable Hold hold(OrderId order) {
    return holds.containsKey(order) ? holds.get(order) : base.hold(order);
  }

  BackerStanding backer(BackerId backer) {
    BackerStanding changed = backers.get(backer);
    return changed != null ? changed : base.backers().getOrDefault(backer, BackerStanding.NONE);
  }

  /** Units that are neither held nor sold; {@link Long#MAX_VALUE} of a tier without a limit. */
  long remaining(int tier) {
    Integer limit = details.tiers().get(tier).limit();
    return limit == null ? Long.MAX_VALUE : limit - tiers[tier].taken();
  }

  /** In minor units: all that is held and sold. */
  long amount() {
    return amount;
  }

  void apply(Move move) {
    switch (move) {
      case Move.Held held -> hold(held);
      case Move.Confirmed(OrderId order) -> confirm(order);
      case Move.Released(OrderId order) -> release(order);
      case Move.Expired(OrderId order) -> {
        if (known(order).isConfirmed()) {
          throw new IllegalStateException("S5: sold units do not expire: " + order);
        }
        release(order);
      }
      case Move.Forgotten(OrderId order) -> {
        if (!known(order).isConfirmed()) {
          throw new IllegalStateException("an open hold cannot be forgotten: " + order);
        }
        holds.put(order, null);
      }
    }
  }

  StockTotals totals() {
    TreePMap<Instant, Stock.Lapse> open = lapses();
    return new StockTotals(
        List.of(tiers), orders, backerCount, open.isEmpty() ? null : open.firstKey());
  }

  Stock toStock() {
    PMap<OrderId, Hold> allHolds = base.holds();
    for (Map.Entry<OrderId, @Nullable Hold> entry : holds.entrySet()) {
      Hold hold = entry.getValue();
      allHolds =
          hold == null ? allHolds.minus(entry.getKey()) : allHolds.plus(entry.getKey(), hold);
    }
    PMap<BackerId, BackerStanding> allBackers = base.backers();
    for (Map.Entry<BackerId, BackerStanding> entry : backers.entrySet()) {
      allBackers =
          entry.getValue().orders() == 0
              ? allBackers.minus(entry.getKey())
              : allBackers.plus(entry.getKey(), entry.getValue());
    }
    return new Stock(List.of(tiers), orders, allHolds, allBackers, lapses());
  }

  private TreePMap<Instant, Stock.Lapse> lapses() {
    TreePMap<Instant, Stock.Lapse> all = base.lapses();
    for (Map.Entry<Instant, Integer> entry : opened.entrySet()) {
      Instant at = entry.getKey();
      Stock.Lapse before = all.getOrDefault(at, NO_LAPSE);
      List<OrderId> more = placed.getOrDefault(at, List.of());
      int open = before.open() + entry.getValue();
      if (open == 0) {
        all = all.minus(at);
      } else if (more.isEmpty()) {
        all = all.plus(at, new Stock.Lapse(before.orders(), open));
      } else {
        List<OrderId> both = new ArrayList<>(before.orders());
        both.addAll(more);
        all = all.plus(at, new Stock.Lapse(both, open));
      }
    }
    return all;
  }

  private void hold(Move.Held held) {
    if (hold(held.order()) != null) {
      throw new IllegalStateException("held twice: " + held.order());
    }
    for (PricedLine line : held.lines()) {
      int tier = index(line.tier());
      if (remaining(tier) < line.quantity()) {
        throw new IllegalStateException("S1: oversold " + line.tier());
      }
      tiers[tier] = tiers[tier].hold(line);
    }
    holds.put(held.order(), new Hold(held.backer(), held.lines(), held.expiresAt(), false));
    placed.computeIfAbsent(held.expiresAt(), at -> new ArrayList<>()).add(held.order());
    opened.merge(held.expiresAt(), 1, Integer::sum);
    count(held.backer(), held.lines(), 1);
  }

  private void confirm(OrderId order) {
    Hold hold = known(order);
    if (hold.isConfirmed()) {
      throw new IllegalStateException("confirmed twice: " + order);
    }
    for (PricedLine line : hold.lines()) {
      int tier = index(line.tier());
      tiers[tier] = tiers[tier].confirm(line);
    }
    holds.put(order, hold.confirmed());
    opened.merge(hold.expiresAt(), -1, Integer::sum);
  }

  private void release(OrderId order) {
    Hold hold = known(order);
    for (PricedLine line : hold.lines()) {
      int tier = index(line.tier());
      tiers[tier] =
          hold.isConfirmed() ? tiers[tier].releaseSold(line) : tiers[tier].releaseHeld(line);
    }
    holds.put(order, null);
    if (!hold.isConfirmed()) {
      opened.merge(hold.expiresAt(), -1, Integer::sum);
    }
    count(hold.backer(), hold.lines(), -1);
  }

  private void count(BackerId backer, List<PricedLine> lines, int sign) {
    orders += sign;
    amount = Math.addExact(amount, sign * PricedLine.total(lines));
    BackerStanding before = backer(backer);
    BackerStanding standing = before.plusOrders(sign);
    if (before.orders() == 0 || standing.orders() == 0) {
      backerCount += sign;
    }
    for (int i = 0; i < lines.size(); i++) {
      PricedLine line = lines.get(i);
      if (isFirstOfItsTier(lines, i)) {
        int tier = index(line.tier());
        tiers[tier] = tiers[tier].plusOrders(sign);
      }
      if (details.tiers().get(index(line.tier())).perBackerLimit() != null) {
        standing = standing.plusUnits(line.tier(), sign * line.quantity());
      }
    }
    backers.put(backer, standing);
  }

  /** An order may name a tier on several lines, and is one order of it all the same. */
  private static boolean isFirstOfItsTier(List<PricedLine> lines, int at) {
    for (int i = 0; i < at; i++) {
      if (lines.get(i).tier().equals(lines.get(at).tier())) {
        return false;
      }
    }
    return true;
  }

  private Hold known(OrderId order) {
    Hold hold = hold(order);
    if (hold == null) {
      throw new IllegalStateException("no hold for " + order);
    }
    return hold;
  }

  private int index(TierId tier) {
    int index = details.indexOf(tier);
    if (index < 0) {
      throw new IllegalStateException("no tier " + tier);
    }
    return index;
  }
}
