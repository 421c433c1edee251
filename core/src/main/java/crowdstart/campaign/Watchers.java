package crowdstart.campaign;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/** The nodes that watch a campaign. One that does not renew its watch is forgotten. */
final class Watchers {
  /** How long a watch lasts without being renewed. */
  static final Duration LEASE = Duration.ofSeconds(15);

  /** The shortest time between two values: ten a second. */
  static final Duration PACE = Duration.ofMillis(100);

  private final Map<ActorRef<CampaignStats>, Long> leases = new HashMap<>();

  void add(ActorRef<CampaignStats> watcher, long nanos) {
    leases.put(watcher, nanos + LEASE.toNanos());
  }

  void remove(ActorRef<CampaignStats> watcher) {
    leases.remove(watcher);
  }

  boolean isEmpty() {
    return leases.isEmpty();
  }

  void forgetExpired(long nanos) {
    leases.values().removeIf(until -> until - nanos < 0);
  }

  void publish(CampaignStats stats) {
    leases.keySet().forEach(watcher -> watcher.tell(stats));
  }
}
