package crowdstart.view;

import crowdstart.database.Pool;
import crowdstart.database.Pools;
import crowdstart.identity.OrderId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Orders that are still held although their holds should have ended: a few at a time, the oldest
 * first, and from the beginning again once all were given out. For one reader; where it is, is
 * remembered here only.
 */
public final class LongHeld {
  private static final String NEXT =
      """
      select placed_at, id from view.orders
      where stage = 'held' and placed_at < ? and (placed_at, id) > (?, ?)
      order by placed_at, id limit ?
      """;

  private static final ListCursor BEGINNING = new ListCursor(Instant.EPOCH, "");

  private final ViewQueries queries;
  private volatile ListCursor last = BEGINNING;

  public LongHeld(Pools pools) {
    this.queries = new ViewQueries(pools.source(Pool.VIEW));
  }

  /**
   * The next of them. Fails with {@link ViewOverloadedException}, or with an {@link SQLException}
   * when the database is away.
   *
   * @param before when they were placed
   * @param max how many at most; fewer when the end was reached
   */
  public CompletionStage<List<OrderId>> next(Instant before, int max) {
    return queries
        .ask(connection -> {
          try (var statement = connection.prepareStatement(NEXT)) {
            statement.setObject(1, CampaignRows.time(before));
            statement.setObject(2, CampaignRows.time(last.at()));
            statement.setString(3, last.id());
            statement.setInt(4, max);
            return PaymentLists.list(
                statement.executeQuery(),
                row -> new ListCursor(Catalogue.instant(row, "placed_at"), row.getString("id")));
          }
        })
        .thenApply(found -> {
          last = found.size() < max ? BEGINNING : found.getLast();
          return found.stream().map(each -> new OrderId(each.id())).toList();
        });
  }
}
