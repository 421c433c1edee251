package crowdstart;

import com.typesafe.config.ConfigFactory;
import crowdstart.database.Pools;
import crowdstart.database.PoolsSetup;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;

/** How tests start a cluster of one inside their own JVM, which it does not end. */
final class LoneNode {
  private LoneNode() {}

  static ActorSystemSetup setup(Pools pools) {
    return ActorSystemSetup.create(
        BootstrapSetup.create(
            ConfigFactory.parseString(
                    """
                    pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    pekko.coordinated-shutdown {
                      exit-jvm = off
                      run-by-jvm-shutdown-hook = off
                      run-by-actor-system-terminate = off
                    }
                    """)
                .withFallback(ConfigFactory.load("application"))),
        new PoolsSetup(pools));
  }
}
