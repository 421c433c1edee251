package crowdstart;

import crowdstart.campaign.GateSettings;
import crowdstart.checkout.Engine;
import crowdstart.cluster.ClusterNode;
import crowdstart.cluster.DatabaseSettings;
import crowdstart.cluster.Limits;
import crowdstart.cluster.Settings;
import crowdstart.cluster.StartFailed;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.Databases;
import crowdstart.database.EmbeddedPostgres;
import crowdstart.database.Pool;
import crowdstart.database.PoolSizes;
import crowdstart.database.Pools;
import crowdstart.database.PoolsSetup;
import crowdstart.database.Secrets;
import crowdstart.fulfilment.Fulfilment;
import crowdstart.hook.Deliveries;
import crowdstart.hook.DueDeliveries;
import crowdstart.hook.HookSweep;
import crowdstart.hook.Hooks;
import crowdstart.hook.Webhooks;
import crowdstart.http.HttpParts;
import crowdstart.http.HttpServer;
import crowdstart.http.demo.DemoCampaigns;
import crowdstart.http.fulfilment.FulfilmentParts;
import crowdstart.http.hook.HookParts;
import crowdstart.http.hook.HookSender;
import crowdstart.http.hook.Targets;
import crowdstart.http.metrics.Metrics;
import crowdstart.http.payment.PaymentBook;
import crowdstart.http.stream.OrderWatch;
import crowdstart.http.stream.StatsHubs;
import crowdstart.http.warmup.Rehearsal;
import crowdstart.identity.Identities;
import crowdstart.identity.Region;
import crowdstart.stream.CampaignEndNotices;
import crowdstart.stream.CollectionDesk;
import crowdstart.stream.ExpiryNotices;
import crowdstart.stream.FulfilmentSteps;
import crowdstart.stream.LateNews;
import crowdstart.stream.OrderEndNotices;
import crowdstart.stream.ShipmentNotices;
import crowdstart.stream.Sweeps;
import crowdstart.view.Catalogue;
import crowdstart.view.LongHeld;
import crowdstart.view.OrderLists;
import crowdstart.view.OrderStates;
import crowdstart.view.PaymentLists;
import crowdstart.view.Timelines;
import crowdstart.view.Views;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One node: its database, its place in the cluster, its entities, and its ports. */
final class Node {
  private final Settings settings;
  private final PrintStream out;
  private final InstantSource clock = InstantSource.system();
  private final Metrics metrics = new Metrics();
  private final Pools pools;
  private final Identities identities;
  private final Catalogue catalogue;
  private final OrderLists orders;
  private final PaymentLists payments;
  private final PaymentBook book;
  private final Money money;
  private final Targets hookTargets;
  private final CompletableFuture<Inside> inside = new CompletableFuture<>();
  private final CompletableFuture<HttpServer> server = new CompletableFuture<>();
  private volatile boolean isReady;

  /** What lives in the actor system. */
  private record Inside(
      Engine engine,
      Fulfilment fulfilment,
      ActorRef<StatsHubs.Message> hubs,
      ActorRef<OrderWatch.Message> watch) {}

  private Node(Settings settings, PrintStream out, Databases databases) {
    this.money = Money.of(settings, databases.main());
    this.settings = settings;
    this.out = out;
    Limits limits = settings.limits();
    this.pools =
        new Pools(
            databases,
            new PoolSizes(
                limits.campaignJournalPool(),
                limits.orderJournalPool(),
                limits.paymentJournalPool(),
                limits.fulfilmentJournalPool(),
                PoolSizes.DEFAULT.warmupJournal(),
                PoolSizes.DEFAULT.feed(),
                limits.viewPool(),
                PoolSizes.DEFAULT.paymentView(),
                PoolSizes.DEFAULT.fulfilmentView(),
                PoolSizes.DEFAULT.journalFeed()));
    this.identities = new Identities(Secrets.orderId(pools.source(Pool.VIEW)));
    this.catalogue = new Catalogue(pools);
    this.orders = new OrderLists(pools);
    this.payments = new PaymentLists(pools);
    this.book = ViewLists.payments(payments, new Timelines(pools), new OrderStates(pools));
    // Where nobody needs a token, the node serves this machine only, and may send to it.
    this.hookTargets =
        settings.creatorTokens().isEmpty() ? Targets.anywhere() : Targets.publicOnly();
  }

  /** Starts a node, and returns when it is ready. It stops with the JVM. */
  static Node start(Settings settings, PrintStream out) {
    Optional<EmbeddedPostgres> embedded = embedded(settings);
    ClusterNode<Void> cluster;
    Node node;
    try {
      DatabaseAddress address =
          embedded.map(EmbeddedPostgres::address).orElseGet(() -> NodeDatabases.external(settings));
      node = new Node(settings, out, NodeDatabases.prepare(settings, address));
      cluster = ClusterNode.start(settings, node.guardian(), new PoolsSetup(node.pools));
    } catch (RuntimeException failure) {
      embedded.ifPresent(EmbeddedPostgres::close);
      throw failure;
    }
    // Behind all else, and only of a node that has been ready.
    cluster.onTerminated(() -> node.archive().ifPresent(StartArchive::writeIfRecorded));
    embedded.ifPresent(postgres -> cluster.onTerminated(postgres::close));
    cluster.onTerminated(node.pools::close);
    cluster.onTerminated(node.money::close);
    node.open(cluster);
    return node;
  }

  private CompletionStage<Integer> rehearse(Rehearsal.Extent extent) {
    return Rehearsal.run(server.join(), inside.join().engine().campaigns(), identities, extent);
  }

  private Optional<StartArchive> archive() {
    return isReady ? StartArchive.ofThisJvm() : Optional.empty();
  }

  private static Optional<EmbeddedPostgres> embedded(Settings settings) {
    return settings.database() instanceof DatabaseSettings.Embedded where
        ? Optional.of(EmbeddedPostgres.start(where.dataDirectory(), where.port()))
        : Optional.empty();
  }

  private Behavior<Void> guardian() {
    return Behaviors.setup(context -> {
      inside.complete(startInside(context));
      return Behaviors.empty();
    });
  }

  private Inside startInside(ActorContext<Void> context) {
    GateSettings gates =
        new GateSettings(
            settings.holdDuration(),
            settings.limits().gateQueueMax(),
            GateSettings.BATCH_MAX,
            clock,
            metrics.gates());
    Engine engine =
        Engine.start(
            context,
            gates,
            settings.limits().checkoutsInFlightMax(),
            metrics.measured(money.gateway()));
    ActorSystem<Void> system = context.getSystem();
    Fulfilment fulfilment = Fulfilment.start(system, clock);
    Views.start(system);
    ExpiryNotices.start(system, engine.orders());
    Hooks.start(system, clock);
    OrderEndNotices.start(system, engine.orders(), engine.payments());
    CampaignEndNotices.start(system, engine.collections());
    Sweeps.ofCampaigns(system, catalogue, engine.campaigns(), clock);
    Sweeps.ofHeldOrders(
        system, new LongHeld(pools), engine.orders(), settings.holdDuration(), clock);
    Sweeps.ofPayments(system, payments, engine.payments(), clock);
    LateNews.start(system, money.gateway().news(), engine.payments(), clock);
    CollectionDesk.start(
        system, payments, engine.payments(), settings.payments().chargesPerSecondMax());
    ShipmentNotices.start(system, engine.orders(), engine.payments(), fulfilment.shipments());
    FulfilmentSteps.start(system, engine.orders(), fulfilment);
    return new Inside(
        engine,
        fulfilment,
        context.spawn(StatsHubs.create(engine.campaigns()), "stats-hubs"),
        context.spawn(OrderWatch.create(book), "order-watch"));
  }

  private void open(ClusterNode<Void> cluster) {
    cluster.up().toCompletableFuture().join();
    Inside started = inside.join();
    NodeMetrics.show(metrics, pools, cluster.system());
    cluster.manage(NodeMetrics.route(metrics));
    HttpServer bound = bind(cluster, started).toCompletableFuture().join();
    server.complete(bound);
    rehearse(Rehearsal.Extent.beforeReady(settings.warmUp()))
        .thenCompose(_ -> seed(started.engine()))
        .toCompletableFuture()
        .join();
    cluster.readyWhen(new NodeReadiness(pools, catalogue, clock));
    HookSender.start(
        cluster.system(),
        new DueDeliveries(pools),
        new HookSweep(pools),
        hookTargets,
        clock,
        metrics.hooks());
    isReady = true;
    out.println(describe(bound));
    if (!settings.warmUp().isZero()) {
      rehearse(Rehearsal.Extent.besideGuests());
    }
  }

  private CompletionStage<HttpServer> bind(ClusterNode<Void> cluster, Inside started) {
    HttpParts parts =
        new HttpParts(
            started.engine(),
            started.hubs(),
            started.watch(),
            ViewLists.campaigns(catalogue),
            ViewLists.orders(orders),
            book,
            money.port(),
            new FulfilmentParts(
                started.fulfilment(), ViewLists.shipments(pools), ViewLists.batches(pools)),
            new HookParts(new Webhooks(pools, clock), new Deliveries(pools, clock), hookTargets),
            Edge.connections(settings.limits()),
            Edge.creators(settings.creatorTokens()),
            identities,
            new Region(settings.region()),
            metrics,
            clock);
    return HttpServer.bind(cluster.system(), settings.http().host(), settings.http().port(), parts)
        .exceptionally(failure -> {
          throw StartFailed.portInUse("HTTP_PORT", settings.http(), failure);
        });
  }

  private CompletionStage<?> seed(Engine engine) {
    return settings.demoCampaigns()
        ? new DemoCampaigns(
                ViewLists.campaigns(catalogue), engine.campaigns(), new Region(settings.region()))
            .seed(clock.instant())
        : CompletableFuture.completedStage(List.of());
  }

  private String describe(HttpServer server) {
    String http = "http://" + server.address().getHostString() + ":" + server.address().getPort();
    return """

    Crowdstart is ready.
      API         %s/v1/campaigns
      docs        %s/docs
      payments    %s
      management  http://%s/cluster/members  /health/ready  /metrics
    Stop: Ctrl-C\
    """
        .formatted(http, http, money.description(), settings.management());
  }
}
