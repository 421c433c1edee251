package crowdstart.view;

import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedPage;
import crowdstart.identity.Identities;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps {@code view.orders}: a page is at most one insert and one update, however many orders. */
final class OrderView {

  private static final String INSERT =
      """
      insert into view.orders
        (id, campaign, backer, placed_at, stage, since, placed, placed_form, tiers, country)
      select id, campaign, backer, placed_at::timestamptz, stage, since::timestamptz, placed, form,
        string_to_array(tiers, ','), country
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[],
        ?::text[], ?::text[], ?::text[])
        as new (id, campaign, backer, placed_at, stage, since, placed, form, tiers, country)
      on conflict (id) do update set stage = excluded.stage, since = excluded.since
      """;

  private static final String UPDATE =
      """
      update view.orders set stage = new.stage, since = new.since::timestamptz
      from unnest(?::text[], ?::text[], ?::text[]) as new (id, stage, since)
      where orders.id = new.id
      """;

  /** An order came to a stage. */
  private record Step(OrderStage stage, Instant since) {}

  private OrderView() {}

  static void handle(Connection connection, FeedPage<OrderEvent> page) throws SQLException {
    Map<String, OrderEvent.Placed> placed = new LinkedHashMap<>();
    Map<String, Step> steps = new LinkedHashMap<>();
    var told = new ArrayList<Timeline.Step>();
    for (FeedEvent<OrderEvent> event : page.events()) {
      String order = entityId(event.persistenceId());
      if (event.event() instanceof OrderEvent.Placed placing) {
        placed.put(order, placing);
      }
      OrderStage stage = stage(event.event());
      if (stage != null) {
        steps.put(order, new Step(stage, event.event().at()));
        if (!(event.event() instanceof OrderEvent.Placed)) {
          told.add(new Timeline.Step(order, event.event().at(), stage.label()));
        }
      }
    }
    Timeline.addAll(connection, told);
    insert(connection, List.copyOf(placed.values()), steps);
    steps.keySet().removeAll(placed.keySet());
    update(connection, steps);
    OrderAddresses.handle(connection, page);
  }

  /** The stage that the order came to; null when it stays in its own. */
  private static @Nullable OrderStage stage(OrderEvent event) {
    return switch (event) {
      case OrderEvent.Placed _ -> OrderStage.HELD;
      case OrderEvent.Confirmed _ -> OrderStage.CONFIRMED;
      case OrderEvent.Cancelled _ -> OrderStage.CANCELLED;
      case OrderEvent.Expired _ -> OrderStage.EXPIRED;
      case OrderEvent.Dropped _ -> OrderStage.DROPPED;
      case OrderEvent.Released _ -> OrderStage.RELEASED;
      case OrderEvent.AddressGiven _, OrderEvent.AddressLocked _ -> null;
    };
  }

  private static void insert(
      Connection connection, List<OrderEvent.Placed> placed, Map<String, Step> steps)
      throws SQLException {
    if (placed.isEmpty()) {
      return;
    }
    var now = new ArrayList<Step>();
    for (OrderEvent.Placed order : placed) {
      now.add(steps.getOrDefault(order.order().value(), new Step(OrderStage.HELD, order.at())));
    }
    try (var statement = connection.prepareStatement(INSERT)) {
      statement.setArray(1, texts(connection, placed, order -> order.order().value()));
      statement.setArray(2, texts(connection, placed, order -> order.campaign().value()));
      statement.setArray(3, texts(connection, placed, order -> backer(order.backer().email())));
      statement.setArray(4, texts(connection, placed, order -> order.at().toString()));
      statement.setArray(5, texts(connection, now, step -> step.stage().label()));
      statement.setArray(6, texts(connection, now, step -> step.since().toString()));
      byte[][] forms = placed.stream().map(Forms::bytes).toArray(byte[][]::new);
      statement.setArray(7, connection.createArrayOf("bytea", forms));
      statement.setArray(8, texts(connection, placed, Forms::name));
      statement.setArray(9, texts(connection, placed, OrderView::tiers));
      statement.setArray(10, texts(connection, placed, order -> order.backer().country()));
      statement.executeUpdate();
    }
  }

  private static void update(Connection connection, Map<String, Step> steps) throws SQLException {
    if (steps.isEmpty()) {
      return;
    }
    var values = List.copyOf(steps.values());
    try (var statement = connection.prepareStatement(UPDATE)) {
      statement.setArray(1, texts(connection, List.copyOf(steps.keySet()), id -> id));
      statement.setArray(2, texts(connection, values, step -> step.stage().label()));
      statement.setArray(3, texts(connection, values, step -> step.since().toString()));
      statement.executeUpdate();
    }
  }

  private static <T> java.sql.Array texts(
      Connection connection, List<T> values, Function<T, String> text) throws SQLException {
    return connection.createArrayOf("text", values.stream().map(text).toArray(String[]::new));
  }

  /** Ids of tiers hold no comma. */
  private static String tiers(OrderEvent.Placed order) {
    return order.lines().stream().map(line -> line.tier().value()).collect(Collectors.joining(","));
  }

  /** The key that a backer's orders are found by. */
  static String backer(String email) {
    return Forms.text(Identities.canonical(email));
  }

  static String entityId(String persistenceId) {
    return persistenceId.substring(persistenceId.indexOf('|') + 1);
  }
}
