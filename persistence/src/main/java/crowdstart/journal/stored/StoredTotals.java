package crowdstart.journal.stored;

import crowdstart.campaign.StockTotals;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the stock of a campaign comes to. */
record StoredTotals(
    List<StoredCount> tiers, long orders, long backers, @Nullable Instant nextLapse) {
  static @Nullable StoredTotals of(@Nullable StockTotals totals) {
    return totals == null
        ? null
        : new StoredTotals(
            totals.tiers().stream().map(StoredCount::of).toList(),
            totals.orders(),
            totals.backers(),
            totals.nextLapse());
  }

  StockTotals totals() {
    return new StockTotals(
        tiers.stream().map(StoredCount::count).toList(), orders, backers, nextLapse);
  }
}
