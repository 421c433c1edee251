package crowdstart.order;

import com.typesafe.config.Config;
import crowdstart.campaign.StockDesk;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What every order entity of a node shares.
 *
 * @param desk the node's way to the campaigns' stock
 * @param stockPatience how long an order waits for stock before it answers unknown
 * @param stopPatience how long an order that is to rest waits for the step under way
 * @param clock where the entity gets the time that it hands to the rules
 * @param pluginConfig see {@link PluginConfig}
 * @param rush of the node's orders
 */
public record OrderSettings(
    ActorRef<StockDesk.Message> desk,
    Duration stockPatience,
    Duration stopPatience,
    InstantSource clock,
    Config pluginConfig,
    Rush rush) {
  public static final Duration STOCK_PATIENCE = Duration.ofSeconds(4);

  static final Duration STOP_PATIENCE = Duration.ofMillis(300);

  public static OrderSettings of(
      ActorSystem<?> system, ActorRef<StockDesk.Message> desk, InstantSource clock) {
    return new OrderSettings(
        desk,
        STOCK_PATIENCE,
        STOP_PATIENCE,
        clock,
        PluginConfig.closed(system.settings().config()),
        new Rush());
  }
}
