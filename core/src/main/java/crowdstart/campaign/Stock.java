package crowdstart.campaign;

import crowdstart.identity.BackerId;
import crowdstart.identity.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * The stock of a campaign: counts by tier, and an entry for each hold that is not settled. Never an
 * entry for each order sold. Immutable; the maps are persistent, so that a batch of n holds costs n
 * small changes however many holds there are.
 */
public final class Stock {
  private final List<TierCount> tiers;
  private final long orders;
  private final PMap<OrderId, Hold> holds;
  private final PMap<BackerId, BackerStanding> backers;

  /** The open holds by the instant at which they run out; an instant without any is not here. */
  private final TreePMap<Instant, Lapse> lapses;

  Stock(
      List<TierCount> tiers,
      long orders,
      PMap<OrderId, Hold> holds,
      PMap<BackerId, BackerStanding> backers,
      TreePMap<Instant, Lapse> lapses) {
    this.tiers = List.copyOf(tiers);
    this.orders = orders;
    this.holds = holds;
    this.backers = backers;
    this.lapses = lapses;
  }

  static Stock of(int tiers) {
    return restore(Collections.nCopies(tiers, TierCount.NONE), 0, Map.of(), Map.of());
  }

  /** The stock that a snapshot describes. */
  public static Stock restore(
      List<TierCount> tiers,
      long orders,
      Map<OrderId, Hold> holds,
      Map<BackerId, BackerStanding> backers) {
    Map<Instant, List<OrderId>> open = new HashMap<>();
    holds.forEach((order, hold) -> {
      if (!hold.isConfirmed()) {
        open.computeIfAbsent(hold.expiresAt(), at -> new ArrayList<>()).add(order);
      }
    });
    Map<Instant, Lapse> lapses = new HashMap<>();
    open.forEach((at, due) -> lapses.put(at, new Lapse(due, due.size())));
    return new Stock(
        tiers, orders, HashTreePMap.from(holds), HashTreePMap.from(backers), TreePMap.from(lapses));
  }

  /** Counts in the order of the campaign's tiers. */
  public List<TierCount> tiers() {
    return tiers;
  }

  /** The holds that are not settled, by order. */
  public PMap<OrderId, Hold> holds() {
    return holds;
  }

  public PMap<BackerId, BackerStanding> backers() {
    return backers;
  }

  TreePMap<Instant, Lapse> lapses() {
    return lapses;
  }

  public @Nullable Hold hold(OrderId order) {
    return holds.get(order);
  }

  /** In minor units: what is sold. */
  public long pledged() {
    return tiers.stream().mapToLong(TierCount::soldAmount).sum();
  }

  /** In minor units: what is set aside and not sold yet. */
  public long held() {
    return tiers.stream().mapToLong(TierCount::heldAmount).sum();
  }

  /** Orders with units held or sold, each counted once however many tiers it takes from. */
  public long orders() {
    return orders;
  }

  /** How many things a snapshot of it would list. */
  int entries() {
    return holds.size() + backers.size();
  }

  /** When the next hold may lapse; null when there is none. */
  public @Nullable Instant nextLapse() {
    return lapses.isEmpty() ? null : lapses.firstKey();
  }

  boolean hasLapsed(Instant now) {
    Instant next = nextLapse();
    return next != null && !next.isAfter(now);
  }

  /** Orders whose hold has run out, in the order in which they did, at most so many. */
  List<OrderId> lapsed(Instant now, int most) {
    // An order that was released and placed again within one instant stands there twice.
    Set<OrderId> due = new LinkedHashSet<>();
    for (Map.Entry<Instant, Lapse> entry : lapses.entrySet()) {
      if (entry.getKey().isAfter(now)) {
        break;
      }
      for (OrderId order : entry.getValue().orders()) {
        if (due.size() >= most) {
          return List.copyOf(due);
        }
        if (isOpen(order, entry.getKey())) {
          due.add(order);
        }
      }
    }
    return List.copyOf(due);
  }

  private boolean isOpen(OrderId order, Instant expiresAt) {
    Hold hold = holds.get(order);
    return hold != null && !hold.isConfirmed() && hold.expiresAt().equals(expiresAt);
  }

  /** The same stock for a campaign that now has more tiers. */
  Stock withTiers(int count) {
    List<TierCount> more = new ArrayList<>(tiers);
    while (more.size() < count) {
      more.add(TierCount.NONE);
    }
    return new Stock(more, orders, holds, backers, lapses);
  }

  /**
   * Holds that run out at the same instant.
   *
   * @param orders as they were placed; names also those that have settled since
   * @param open how many of them have not settled; one at least
   */
  record Lapse(List<OrderId> orders, int open) {
    Lapse {
      orders = List.copyOf(orders);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Stock stock
        && tiers.equals(stock.tiers)
        && orders == stock.orders
        && holds.equals(stock.holds)
        && backers.equals(stock.backers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tiers, orders, holds, backers);
  }

  @Override
  public String toString() {
    return "Stock[tiers=" + tiers + ", holds=" + holds.size() + ", backers=" + backers.size() + "]";
  }
}
