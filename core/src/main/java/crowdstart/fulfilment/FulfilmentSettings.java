package crowdstart.fulfilment;

import com.typesafe.config.Config;
import crowdstart.order.PluginConfig;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What every entity of this stream on a node shares.
 *
 * @param clock where the entity gets the time that it hands to the rules
 * @param pluginConfig see {@link PluginConfig}
 */
public record FulfilmentSettings(InstantSource clock, Config pluginConfig) {
  public static FulfilmentSettings of(ActorSystem<?> system, InstantSource clock) {
    return new FulfilmentSettings(clock, PluginConfig.closed(system.settings().config()));
  }
}
