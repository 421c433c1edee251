package crowdstart.hook;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What is owed to webhooks. A feed's handler adds to it in the transaction of its offset; should it
 * ever add the same event again, nothing changes.
 */
public final class Outbox {

  /**
   * Older events are not added. Deliveries are kept longer than this, so that a feed that begins
   * anew does not send again what was sent.
   */
  public static final Duration EVENT_AGE_MAX = Duration.ofDays(30);

  private static final String ANY =
      "select exists (select from hook.webhook where state = 'enabled')";

  // Locked, so that none goes away before its deliveries are in.
  private static final String TAKERS =
      """
      select id, campaign, events, created_at from hook.webhook
      where state = 'enabled' and campaign = any(?)
      for key share
      """;

  private static final String INSERT =
      """
      insert into hook.delivery
        (id, webhook, event_type, order_id, event_at, body, next_attempt_at, created_at)
      select id, webhook, type, nullif(order_id, ''), at::timestamptz, body, ?, ?
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
        as new (id, webhook, type, order_id, at, body)
      on conflict (id) do nothing
      """;

  private record Taker(String webhook, Set<String> types, Instant since) {
    boolean takes(HookEvent event) {
      return (types.isEmpty() || types.contains(event.type().label()))
          && !event.at().isBefore(since);
    }
  }

  private record Owed(String webhook, HookEvent event) {}

  private Outbox() {}

  /** Whether there is any webhook to add for; most installations have few, or none. */
  public static boolean isAwaited(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(ANY);
        var row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /**
   * Adds a delivery of each event for each webhook of its campaign that takes its type and was
   * there when it happened.
   */
  public static void add(Connection connection, List<HookEvent> events, Instant now)
      throws SQLException {
    Instant oldest = now.minus(EVENT_AGE_MAX);
    Map<String, List<Taker>> takers = takers(connection, events);
    var owed = new ArrayList<Owed>();
    for (HookEvent event : events) {
      if (event.at().isBefore(oldest)) {
        continue;
      }
      for (Taker taker : takers.getOrDefault(event.campaign().value(), List.of())) {
        if (taker.takes(event)) {
          owed.add(new Owed(taker.webhook(), event));
        }
      }
    }
    if (!owed.isEmpty()) {
      insert(connection, owed, now);
    }
  }

  private static Map<String, List<Taker>> takers(Connection connection, List<HookEvent> events)
      throws SQLException {
    var takers = new HashMap<String, List<Taker>>();
    String[] campaigns =
        events.stream().map(event -> event.campaign().value()).distinct().toArray(String[]::new);
    if (campaigns.length == 0) {
      return takers;
    }
    try (var statement = connection.prepareStatement(TAKERS)) {
      statement.setArray(1, connection.createArrayOf("text", campaigns));
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          var types = Set.of((String[]) row.getArray("events").getArray());
          takers
              .computeIfAbsent(row.getString("campaign"), _ -> new ArrayList<>())
              .add(new Taker(row.getString("id"), types, WebhookRows.required(row, "created_at")));
        }
      }
    }
    return takers;
  }

  private static void insert(Connection connection, List<Owed> owed, Instant now)
      throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      statement.setObject(1, WebhookRows.time(now));
      statement.setObject(2, WebhookRows.time(now));
      statement.setArray(
          3, texts(connection, owed, one -> HookIds.delivery(one.event().source(), one.webhook())));
      statement.setArray(4, texts(connection, owed, Owed::webhook));
      statement.setArray(5, texts(connection, owed, one -> one.event().type().label()));
      statement.setArray(
          6,
          texts(
              connection,
              owed,
              one -> one.event().order() == null ? "" : one.event().order().value()));
      statement.setArray(7, texts(connection, owed, one -> one.event().at().toString()));
      statement.setArray(8, texts(connection, owed, one -> one.event().body()));
      statement.executeUpdate();
    }
  }

  private static java.sql.Array texts(
      Connection connection, List<Owed> owed, Function<Owed, String> text) throws SQLException {
    return connection.createArrayOf("text", owed.stream().map(text).toArray(String[]::new));
  }
}
