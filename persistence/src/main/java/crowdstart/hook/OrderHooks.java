package crowdstart.hook;

import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedHandler;
import crowdstart.feed.FeedPage;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Puts what happens to orders into the outbox. */
final class OrderHooks implements FeedHandler<OrderEvent> {

  private final FirstEvents<OrderEvent.Placed> orders;
  private final InstantSource clock;

  /** What an event comes to. */
  private record Step(HookType type, OrderStage stage) {}

  OrderHooks(FirstEvents<OrderEvent.Placed> orders, InstantSource clock) {
    this.orders = orders;
    this.clock = clock;
  }

  @Override
  public void handle(Connection connection, FeedPage<OrderEvent> page) throws SQLException {
    if (!Outbox.isAwaited(connection)) {
      return;
    }
    Map<String, OrderEvent.Placed> placed = placed(page);
    var events = new ArrayList<HookEvent>();
    for (FeedEvent<OrderEvent> event : page.events()) {
      OrderEvent.Placed order = placed.get(event.persistenceId());
      if (order == null) {
        throw new IllegalStateException("an order whose journal does not begin with its placing");
      }
      Step step = step(event.event());
      events.add(
          new HookEvent(
              HookEvent.source(event),
              step.type(),
              order.campaign(),
              order.order(),
              event.event().at(),
              OrderData.json(order, step.stage())));
    }
    Outbox.add(connection, events, clock.instant());
  }

  private static Step step(OrderEvent event) {
    return switch (event) {
      case OrderEvent.Placed _ -> new Step(HookType.ORDER_PLACED, OrderStage.HELD);
      case OrderEvent.Confirmed _ -> new Step(HookType.ORDER_CONFIRMED, OrderStage.CONFIRMED);
      case OrderEvent.Cancelled _ -> new Step(HookType.ORDER_CANCELLED, OrderStage.CANCELLED);
      case OrderEvent.Expired _ -> new Step(HookType.ORDER_EXPIRED, OrderStage.EXPIRED);
      case OrderEvent.Dropped _ -> new Step(HookType.ORDER_DROPPED, OrderStage.DROPPED);
      case OrderEvent.Released _ -> new Step(HookType.ORDER_RELEASED, OrderStage.RELEASED);
    };
  }

  /** Only the first event of an order says whose it is; those of earlier pages are read back. */
  private Map<String, OrderEvent.Placed> placed(FeedPage<OrderEvent> page) throws SQLException {
    Set<String> earlier = new LinkedHashSet<>();
    for (FeedEvent<OrderEvent> event : page.events()) {
      earlier.add(event.persistenceId());
    }
    for (FeedEvent<OrderEvent> event : page.events()) {
      if (event.event() instanceof OrderEvent.Placed) {
        earlier.remove(event.persistenceId());
      }
    }
    Map<String, OrderEvent.Placed> placed = orders.read(earlier);
    for (FeedEvent<OrderEvent> event : page.events()) {
      if (event.event() instanceof OrderEvent.Placed placing) {
        placed.put(event.persistenceId(), placing);
      }
    }
    return placed;
  }
}
