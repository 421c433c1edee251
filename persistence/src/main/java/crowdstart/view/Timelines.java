package crowdstart.view;

import crowdstart.database.Pool;
import crowdstart.database.Pools;
import crowdstart.identity.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What happened to orders behind their placing, from all streams, as the views have it. */
public final class Timelines {
  /** The most entries that are told of one order. */
  public static final int ENTRIES_MAX = 1_000;

  private static final String COLUMNS =
      "select position, order_id, at, stream, what, detail from view.timeline ";

  private static final String OF_ORDER =
      COLUMNS + "where order_id = ? order by position limit " + ENTRIES_MAX;

  private final ViewQueries queries;

  /**
   * One thing that happened.
   *
   * @param position in the order in which the views heard of it
   * @param detail a word more; never personal data
   */
  public record Entry(
      long position,
      OrderId order,
      Instant at,
      String stream,
      String what,
      @Nullable String detail) {}

  public Timelines(Pools pools) {
    this.queries = new ViewQueries(pools.source(Pool.VIEW));
  }

  public CompletionStage<List<Entry>> of(OrderId order) {
    return queries.ask(connection -> {
      try (var statement = connection.prepareStatement(OF_ORDER)) {
        statement.setString(1, order.value());
        return PaymentLists.list(statement.executeQuery(), Timelines::entry);
      }
    });
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("position"),
        new OrderId(row.getString("order_id")),
        Catalogue.instant(row, "at"),
        row.getString("stream"),
        row.getString("what"),
        row.getString("detail"));
  }
}
