package crowdstart.checkout;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import crowdstart.testing.Journal;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.awaitility.Awaitility;

/** A cluster of one node, on a journal in the test's hand. */
final class NodeKit implements AutoCloseable {
  final ActorTestKit kit;
  final Journal journal;

  NodeKit() {
    Config cluster =
        ConfigFactory.parseString(
            """
            pekko.actor.provider = cluster
            pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            pekko.cluster.jmx.enabled = off
            pekko.coordinated-shutdown.exit-jvm = off
            pekko.cluster.sharding.number-of-shards = 10
            """);
    String name = "node-" + UUID.randomUUID();
    kit = ActorTestKit.create(name, cluster.withFallback(ConfigFactory.load("core-test")));
    journal = Journal.of(name);
    Cluster node = Cluster.get(kit.system());
    node.manager().tell(new Join(node.selfMember().address()));
    Awaitility.await().until(() -> node.selfMember().status().equals(MemberStatus.up()));
  }

  @Override
  public void close() {
    journal.release();
    kit.shutdownTestKit();
  }
}
