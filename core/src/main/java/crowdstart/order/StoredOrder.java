package crowdstart.order;

import com.typesafe.config.Config;
import crowdstart.identity.OrderId;
import crowdstart.identity.Region;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** Where and how an order is stored; what it does stands in {@link OrderEntity}. */
abstract class StoredOrder extends EventSourcedBehavior<OrderMessage, OrderEvent, OrderState> {
  private static final BackoffSupervisorStrategy RESTART =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  private final OrderId order;
  private final OrderSettings settings;

  StoredOrder(String type, OrderId order, OrderSettings settings) {
    super(PersistenceId.of(type, order.value()), RESTART);
    this.order = order;
    this.settings = settings;
  }

  @Override
  public OrderState emptyState() {
    return new OrderState.Absent();
  }

  @Override
  public EventHandler<OrderState, OrderEvent> eventHandler() {
    return Order::evolve;
  }

  @Override
  public String journalPluginId() {
    return order.region().equals(Region.WARM_UP.value()) ? "warmup-journal" : "order-journal";
  }

  @Override
  public String snapshotPluginId() {
    return "pekko.persistence.no-snapshot-store"; // A handful of events is read at once.
  }

  @Override
  public Optional<Config> journalPluginConfig() {
    return Optional.of(settings.pluginConfig());
  }

  @Override
  public Optional<Config> snapshotPluginConfig() {
    return Optional.of(settings.pluginConfig());
  }
}
