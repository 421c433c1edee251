package crowdstart.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stock of a campaign comes to.
 *
 * @param tiers counts in the order of the campaign's tiers
 * @param orders held or sold
 * @param backers distinct, with an order held or sold
 * @param nextLapse when the next hold may run out; null when none is open
 */
public record StockTotals(
    List<TierCount> tiers, long orders, long backers, @Nullable Instant nextLapse) {
  static final StockTotals NONE = new StockTotals(List.of(), 0, 0, null);

  public StockTotals {
    tiers = List.copyOf(tiers);
  }

  public static StockTotals of(Stock stock) {
    return new StockTotals(
        stock.tiers(), stock.orders(), stock.backers().size(), stock.nextLapse());
  }

  /** In minor units: what is sold. */
  public long pledged() {
    return tiers.stream().mapToLong(TierCount::soldAmount).sum();
  }

  /** In minor units: what is set aside and not sold yet. */
  public long held() {
    return tiers.stream().mapToLong(TierCount::heldAmount).sum();
  }
}
