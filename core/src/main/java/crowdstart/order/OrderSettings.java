package crowdstart.order;

import crowdstart.campaign.StockDesk;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What every order entity of a node shares.
 *
 * @param desk the node's way to the campaigns' stock
 * @param stockPatience how long an order waits for stock before it answers unknown
 * @param clock where the entity gets the time that it hands to the rules
 */
public record OrderSettings(
    ActorRef<StockDesk.Message> desk, Duration stockPatience, InstantSource clock) {
  public static final Duration STOCK_PATIENCE = Duration.ofSeconds(4);
}
