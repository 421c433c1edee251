package crowdstart.hook;

import crowdstart.database.Pool;
import crowdstart.database.Pools;
import crowdstart.identity.OrderId;
import crowdstart.view.ListCursor;
import crowdstart.view.ListPage;
import crowdstart.view.ViewQueries;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The delivery log of a webhook. Every answer may fail with {@link
 * crowdstart.view.ViewOverloadedException}, or with an {@link SQLException} when the database is
 * away.
 */
public final class Deliveries {

  private static final String LIST =
      """
      select id, event_type, order_id, event_at, state, next_attempt_at, created_at
      from hook.delivery
      where webhook = ? and (created_at, id) < (?, ?)
      """;

  private static final String NEWEST = " order by created_at desc, id desc limit ?";

  private static final String ATTEMPTS =
      """
      select delivery, number, at, millis, status, error from hook.attempt
      where delivery = any(?) order by delivery, number
      """;

  // One that waits for its first attempt, or is at it, need not be told.
  private static final String REPLAY =
      """
      update hook.delivery set state = 'pending', round_attempts = 0,
        next_attempt_at = case when state = 'pending' and round_attempts = 0
          then next_attempt_at else ? end
      where id = ? and webhook = ?
      """;

  private static final String FORGET =
      """
      delete from hook.attempt a using hook.delivery d
      where d.id = ? and a.delivery = d.id and a.number <= d.attempts - ?
      """;

  private final ViewQueries queries;
  private final InstantSource clock;

  public Deliveries(Pools pools, InstantSource clock) {
    this.queries = new ViewQueries(pools.source(Pool.VIEW));
    this.clock = clock;
  }

  /**
   * The deliveries of a webhook, newest first.
   *
   * @param state only those; empty for all
   * @param after where the part before ended; empty for the first
   * @param max 1 to {@link ListPage#LIST_PAGE_MAX}
   */
  public CompletionStage<ListPage<Delivery>> list(
      String webhook, Optional<DeliveryState> state, Optional<ListCursor> after, int max) {
    return queries.ask(connection -> {
      ListPage<Delivery> page = page(connection, webhook, state, after, max);
      return new ListPage<>(withAttempts(connection, page.items()), page.next());
    });
  }

  /**
   * Sends a delivery again, now and then by the whole schedule, whatever became of it; whether the
   * webhook has such a one.
   */
  public CompletionStage<Boolean> replay(String webhook, String delivery) {
    return queries.ask(connection -> {
      try (var replay = connection.prepareStatement(REPLAY);
          var forget = connection.prepareStatement(FORGET)) {
        replay.setObject(1, WebhookRows.time(clock.instant()));
        replay.setString(2, delivery);
        replay.setString(3, webhook);
        if (replay.executeUpdate() == 0) {
          return false;
        }
        forget.setString(1, delivery);
        forget.setInt(2, Delivery.ATTEMPTS_KEPT_MAX);
        forget.executeUpdate();
        return true;
      }
    });
  }

  private static ListPage<Delivery> page(
      Connection connection,
      String webhook,
      Optional<DeliveryState> state,
      Optional<ListCursor> after,
      int max)
      throws SQLException {
    ListCursor from = after.orElse(ListCursor.START);
    // The label is one of ours, and as a literal it lets the planner use the index for it.
    String condition = state.map(one -> " and state = '" + one.label() + "'").orElse("");
    try (var statement = connection.prepareStatement(LIST + condition + NEWEST)) {
      statement.setString(1, webhook);
      statement.setObject(2, WebhookRows.time(from.at()));
      statement.setString(3, from.id());
      // One more than asked for, to know whether there is more.
      statement.setInt(4, max + 1);
      var items = new ArrayList<Delivery>();
      ListCursor last = from;
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          if (items.size() == max) {
            return new ListPage<>(items, last.text());
          }
          items.add(delivery(row));
          last = new ListCursor(WebhookRows.required(row, "created_at"), row.getString("id"));
        }
      }
      return new ListPage<>(items, null);
    }
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    String order = row.getString("order_id");
    return new Delivery(
        row.getString("id"),
        row.getString("event_type"),
        order == null ? null : new OrderId(order),
        WebhookRows.required(row, "event_at"),
        DeliveryState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        WebhookRows.instant(row, "next_attempt_at"),
        List.of());
  }

  private static List<Delivery> withAttempts(Connection connection, List<Delivery> deliveries)
      throws SQLException {
    Map<String, List<Attempt>> attempts = new LinkedHashMap<>();
    deliveries.forEach(delivery -> attempts.put(delivery.id(), new ArrayList<>()));
    try (var statement = connection.prepareStatement(ATTEMPTS)) {
      statement.setArray(1, connection.createArrayOf("text", attempts.keySet().toArray()));
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          attempts.getOrDefault(row.getString("delivery"), new ArrayList<>()).add(attempt(row));
        }
      }
    }
    return deliveries.stream()
        .map(one ->
            new Delivery(
                one.id(),
                one.type(),
                one.order(),
                one.eventAt(),
                one.state(),
                one.nextAttemptAt(),
                attempts.getOrDefault(one.id(), List.of())))
        .toList();
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        row.getInt("number"),
        WebhookRows.required(row, "at"),
        Duration.ofMillis(row.getInt("millis")),
        row.getObject("status", Integer.class),
        row.getString("error"));
  }
}
