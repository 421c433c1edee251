package crowdstart.http;

import com.typesafe.config.ConfigFactory;
import crowdstart.campaign.Campaigns;
import crowdstart.campaign.GateSettings;
import crowdstart.checkout.Checkout;
import crowdstart.checkout.Engine;
import crowdstart.hook.Deliveries;
import crowdstart.hook.Webhooks;
import crowdstart.http.creator.Creators;
import crowdstart.http.hook.HookParts;
import crowdstart.http.hook.Targets;
import crowdstart.http.metrics.Metrics;
import crowdstart.http.stream.StatsHubs;
import crowdstart.identity.Identities;
import crowdstart.identity.Patience;
import crowdstart.identity.Region;
import crowdstart.order.Orders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** One whole node with its journals in memory, on a free port. */
final class TestNode implements AutoCloseable {
  private static final Duration START_WAIT = Duration.ofSeconds(20);
  private static final int IN_FLIGHT_MAX = 1_000;
  private static final int QUEUE_MAX = 10_000;

  private record Parts(Engine engine, ActorRef<StatsHubs.Message> hubs) {}

  final ActorSystem<Void> system;
  final HttpServer server;
  final Engine engine;
  final RememberedLists lists;
  final Metrics metrics = new Metrics();

  /** A node that is a cluster of its own, where creators need no token. */
  static TestNode start() {
    TestNode node = startSilent();
    node.metrics.begin();
    return node;
  }

  /** As above, before its metrics count. */
  static TestNode startSilent() {
    return new TestNode(Creators.anyone(), true);
  }

  static TestNode withCreators(String... entries) {
    return new TestNode(Creators.of(List.of(entries)), true);
  }

  /** A node that has not found its cluster: nobody there ever answers. */
  static TestNode cutOff() {
    return new TestNode(Creators.anyone(), false);
  }

  private TestNode(Creators creators, boolean isJoining) {
    CompletableFuture<Parts> started = new CompletableFuture<>();
    system =
        ActorSystem.create(
            Behaviors.setup(context -> {
              GateSettings settings =
                  new GateSettings(
                      Duration.ofMinutes(15),
                      QUEUE_MAX,
                      GateSettings.BATCH_MAX,
                      InstantSource.system(),
                      metrics.gates());
              Engine whole = Engine.start(context, settings, IN_FLIGHT_MAX);
              Engine parts =
                  isJoining ? whole : impatient(ClusterSharding.get(context.getSystem()));
              started.complete(
                  new Parts(
                      parts, context.spawn(StatsHubs.create(parts.campaigns()), "stats-hubs")));
              return Behaviors.empty();
            }),
            "test",
            ConfigFactory.load("test"));
    if (isJoining) {
      Cluster cluster = Cluster.get(system);
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }
    Parts parts = started.orTimeout(START_WAIT.toSeconds(), TimeUnit.SECONDS).join();
    engine = parts.engine();
    lists = isJoining ? new RememberedLists(engine) : RememberedLists.broken(engine);
    server =
        HttpServer.bind(
                system,
                "127.0.0.1",
                0,
                new HttpParts(
                    engine,
                    parts.hubs(),
                    lists,
                    lists.orders(),
                    new HookParts(
                        new Webhooks(HookDatabase.pools(), InstantSource.system()),
                        new Deliveries(HookDatabase.pools(), InstantSource.system()),
                        Targets.publicOnly()),
                    creators,
                    new Identities(new byte[Identities.SECRET_BYTES_MIN]),
                    new Region("local"),
                    metrics,
                    InstantSource.system()))
            .toCompletableFuture()
            .join();
  }

  private static Engine impatient(ClusterSharding sharding) {
    Patience patience = new Patience(1, Duration.ofMillis(50));
    Orders orders = new Orders(sharding, patience);
    return new Engine(
        new Campaigns(sharding, patience), orders, new Checkout(orders, IN_FLIGHT_MAX));
  }

  int port() {
    return server.address().getPort();
  }

  /** Ends the node as an operator would, in all its phases. */
  void stop() {
    CoordinatedShutdown.get(system)
        .runAll(CoordinatedShutdown.unknownReason())
        .toCompletableFuture()
        .orTimeout(START_WAIT.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** Ends it as a crash would; much faster than leaving a cluster. */
  @Override
  public void close() {
    system.terminate();
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .orTimeout(START_WAIT.toSeconds(), TimeUnit.SECONDS)
        .join();
    metrics.close();
  }
}
