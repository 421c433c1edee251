package crowdstart.http;

import com.typesafe.config.ConfigFactory;
import crowdstart.campaign.GateSettings;
import crowdstart.checkout.Engine;
import crowdstart.fulfilment.Fulfilment;
import crowdstart.hook.Deliveries;
import crowdstart.hook.Webhooks;
import crowdstart.http.connection.ConnectionLimits;
import crowdstart.http.creator.Creators;
import crowdstart.http.fulfilment.FulfilmentParts;
import crowdstart.http.hook.HookParts;
import crowdstart.http.hook.Targets;
import crowdstart.http.metrics.Metrics;
import crowdstart.http.payment.PaymentBook;
import crowdstart.http.stream.OrderWatch;
import crowdstart.http.stream.StatsHubs;
import crowdstart.identity.Identities;
import crowdstart.identity.Patience;
import crowdstart.identity.Region;
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
  private static final Patience IMPATIENCE = new Patience(1, Duration.ofMillis(50));
  private static final int IN_FLIGHT_MAX = 1_000;
  private static final int QUEUE_MAX = 10_000;

  private static final ConnectionLimits CONNECTIONS =
      ConnectionLimits.of(10_000, 10_000, _ -> false);

  private record Parts(
      Engine engine,
      Fulfilment fulfilment,
      ActorRef<StatsHubs.Message> hubs,
      ActorRef<OrderWatch.Message> watch,
      PaymentBook book) {}

  final ActorSystem<Void> system;
  final HttpServer server;
  final Engine engine;
  final RememberedLists lists;
  final Fulfilment fulfilment;
  final RememberedParcels parcels;
  final TestMoney money = new TestMoney();
  final Metrics metrics = new Metrics();

  /** A node that is a cluster of its own, where creators need no token. */
  static TestNode start() {
    return new TestNode(Creators.anyone(), true, CONNECTIONS);
  }

  static TestNode withCreators(Creators.Token... tokens) {
    return new TestNode(Creators.of(List.of(tokens)), true, CONNECTIONS);
  }

  /** A node that has not found its cluster: nobody there ever answers. */
  static TestNode cutOff() {
    return new TestNode(Creators.anyone(), false, CONNECTIONS);
  }

  /** A node whose patience with connections is as given. */
  static TestNode limited(ConnectionLimits connections) {
    return new TestNode(Creators.anyone(), true, connections);
  }

  private TestNode(Creators creators, boolean isJoining, ConnectionLimits connections) {
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
              Engine whole = Engine.start(context, settings, IN_FLIGHT_MAX, money.gateway);
              Fulfilment fulfilment = Fulfilment.start(context.getSystem(), InstantSource.system());
              Engine parts =
                  isJoining ? whole : impatient(ClusterSharding.get(context.getSystem()));
              PaymentBook book = new RememberedBook(parts, !isJoining);
              started.complete(
                  new Parts(
                      parts,
                      isJoining
                          ? fulfilment
                          : Fulfilment.of(ClusterSharding.get(context.getSystem()), IMPATIENCE),
                      context.spawn(StatsHubs.create(parts.campaigns()), "stats-hubs"),
                      context.spawn(OrderWatch.create(book), "order-watch"),
                      book));
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
    fulfilment = parts.fulfilment();
    parcels = new RememberedParcels(fulfilment, engine.orders(), !isJoining);
    lists = isJoining ? new RememberedLists(engine) : RememberedLists.broken(engine);
    server =
        HttpServer.bind(
                system,
                "127.0.0.1",
                0,
                new HttpParts(
                    engine,
                    parts.hubs(),
                    parts.watch(),
                    lists,
                    lists.orders(),
                    parts.book(),
                    money.port,
                    new FulfilmentParts(fulfilment, parcels, parcels),
                    new HookParts(
                        new Webhooks(HookDatabase.pools(), InstantSource.system()),
                        new Deliveries(HookDatabase.pools(), InstantSource.system()),
                        Targets.publicOnly()),
                    connections,
                    creators,
                    new Identities(new byte[Identities.SECRET_BYTES_MIN]),
                    new Region("local"),
                    metrics,
                    InstantSource.system()))
            .toCompletableFuture()
            .join();
    money.report(port());
  }

  private static Engine impatient(ClusterSharding sharding) {
    return Engine.of(sharding, IMPATIENCE, IN_FLIGHT_MAX);
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
    money.close();
  }
}
