package crowdstart.http;

import crowdstart.checkout.Checkout;
import crowdstart.http.campaign.CampaignReads;
import crowdstart.http.campaign.CampaignRoutes;
import crowdstart.http.campaign.Collected;
import crowdstart.http.campaign.CreatorStats;
import crowdstart.http.checkout.CheckoutRoute;
import crowdstart.http.checkout.CheckoutShedding;
import crowdstart.http.checkout.OrderRoutes;
import crowdstart.http.checkout.RefusedLine;
import crowdstart.http.connection.AnyMethod;
import crowdstart.http.connection.Listener;
import crowdstart.http.connection.StaticAnswers;
import crowdstart.http.fulfilment.BackerShipments;
import crowdstart.http.fulfilment.BatchRoutes;
import crowdstart.http.fulfilment.CampaignOwners;
import crowdstart.http.fulfilment.ShipmentRoutes;
import crowdstart.http.hook.WebhookRoutes;
import crowdstart.http.metrics.Metrics;
import crowdstart.http.page.Documentation;
import crowdstart.http.payment.MoneyRoutes;
import crowdstart.http.payment.PaymentRoutes;
import crowdstart.http.payment.ProviderInbox;
import crowdstart.http.payment.RefundRoutes;
import crowdstart.http.payment.WebhookRoute;
import crowdstart.http.problem.UnreadableRequest;
import crowdstart.http.route.HomeRegions;
import crowdstart.http.route.Route;
import crowdstart.http.route.Router;
import crowdstart.http.stream.OrderStream;
import crowdstart.http.stream.OrderWatch;
import crowdstart.http.stream.StatsHubs;
import crowdstart.http.stream.StatsStream;
import crowdstart.http.wire.Bodies;
import crowdstart.payment.Payments;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;

/** What listens for clients. Ends in step with the node: see {@link #bind}. */
public final class HttpServer {
  /** How long requests under way may take to end once the port is closed. */
  static final Duration TERMINATION_WAIT = Duration.ofSeconds(10);

  /** How long streams are given to take their last event; the slowest are cut off. */
  static final Duration STREAMS_WAIT = Duration.ofSeconds(3);

  private final Router router;
  private final HomeRegions regions;
  private final Listener listener;
  private final ActorRef<StatsHubs.Message> hubs;
  private final ActorRef<OrderWatch.Message> watch;

  private HttpServer(Router router, HomeRegions regions, Listener listener, HttpParts parts) {
    this.router = router;
    this.regions = regions;
    this.listener = listener;
    this.hubs = parts.hubs();
    this.watch = parts.watch();
  }

  /**
   * Begins to listen, and adds to the node's shutdown what ends it: clients are told to go
   * elsewhere before the port closes, streams are ended then, and requests under way are finished.
   * Fails when the address cannot be listened on.
   *
   * @param port 0 for any that is free
   */
  public static CompletionStage<HttpServer> bind(
      ActorSystem<?> system, String host, int port, HttpParts parts) {
    Materializer materializer = SystemMaterializer.get(system).materializer();
    HomeRegions regions = new HomeRegions(parts.region());
    Router router =
        new Router(routes(parts, materializer), regions, parts.metrics().routes(), materializer);
    CheckoutShedding shedding =
        new CheckoutShedding(
            parts.engine().checkout(), StaticAnswers.COME_BACK, parts.metrics().routes());
    return Listener.bind(
            system,
            InetSocketAddress.createUnresolved(host, port),
            settings(system),
            parts.connections(),
            router::answer,
            shedding)
        .thenApply(listener -> {
          listener.show(parts.metrics());
          show(parts.metrics(), shedding, parts.engine().checkout());
          HttpServer server = new HttpServer(router, regions, listener, parts);
          server.endWith(system);
          return server;
        });
  }

  public InetSocketAddress address() {
    return listener.address();
  }

  /** Whether ids of the warm-up are known here: only while it lasts. */
  public void warmingUp(boolean is) {
    regions.warmingUp(is);
  }

  /** How many requests have come that were not the warm-up's. */
  public long guests() {
    return router.guests();
  }

  private static List<Route> routes(HttpParts parts, Materializer materializer) {
    CampaignReads reads = new CampaignReads(parts.engine().campaigns()::read);
    StatsStream stream = new StatsStream(reads, parts.hubs());
    OrderStream orders = new OrderStream(parts.engine().orders(), parts.watch());
    gauges(parts, stream, orders);
    BackerShipments shipments = new BackerShipments(parts.fulfilment());
    CampaignOwners owners = new CampaignOwners(parts.creators(), reads);
    List<Route> routes = new ArrayList<>();
    // The first is looked for first.
    routes.add(
        new CheckoutRoute(
                parts.engine().checkout(),
                parts.identities(),
                new RefusedLine(reads::recent, parts.clock()),
                materializer)
            .route());
    routes.addAll(
        new CampaignRoutes(
                parts.engine().campaigns(),
                reads,
                parts.catalogue(),
                new Collected(parts.book()),
                new CreatorStats(parts.book()),
                parts.creators(),
                parts.identities(),
                parts.region(),
                materializer)
            .routes());
    routes.addAll(
        new OrderRoutes(
                parts.engine().orders(),
                parts.orders(),
                parts.book(),
                reads,
                parts.creators(),
                parts.identities(),
                shipments,
                materializer)
            .routes());
    routes.add(shipments.route());
    routes.addAll(new ShipmentRoutes(parts.fulfilment(), owners, materializer).routes());
    routes.addAll(
        new BatchRoutes(parts.fulfilment(), owners, parts.identities(), materializer).routes());
    routes.addAll(new WebhookRoutes(parts.hooks(), reads, parts.creators(), materializer).routes());
    routes.add(stream.route());
    routes.add(orders.route());
    routes.addAll(money(parts, reads, materializer));
    routes.addAll(new Documentation().routes());
    return routes;
  }

  private static List<Route> money(
      HttpParts parts, CampaignReads reads, Materializer materializer) {
    List<Route> routes = new ArrayList<>();
    Payments payments = parts.engine().payments();
    String provider = parts.payments().provider();
    routes.addAll(
        new PaymentRoutes(payments, parts.engine().orders(), reads, provider, materializer)
            .routes());
    routes.add(
        new WebhookRoute(
                provider,
                parts.payments().webhook(),
                new ProviderInbox(payments, parts.payments().news()),
                parts.clock(),
                materializer)
            .route());
    routes.add(
        new RefundRoutes(
                payments,
                parts.engine().orders(),
                reads,
                parts.creators(),
                parts.identities(),
                provider,
                materializer)
            .route());
    routes.addAll(
        new MoneyRoutes(parts.engine().collections(), parts.book(), reads, parts.creators())
            .routes());
    return routes;
  }

  private static void show(Metrics metrics, CheckoutShedding shedding, Checkout checkout) {
    metrics.counter(
        "crowdstart.checkouts.shed",
        "Checkouts that were told to come back before they were read",
        Map.of(),
        shedding::shed);
    metrics.gauge(
        "crowdstart.checkouts.in.flight.limit",
        "Checkouts that may wait for their answer at once",
        Map.of(),
        checkout::inFlightLimit);
  }

  private static void gauges(HttpParts parts, StatsStream stream, OrderStream orders) {
    parts
        .metrics()
        .gauge(
            "crowdstart.checkouts.in.flight",
            "Checkouts that wait for their answer",
            Map.of(),
            parts.engine().checkout()::inFlight);
    parts
        .metrics()
        .gauge("crowdstart.watchers", "Open streams of totals", Map.of(), stream::watchers);
    parts
        .metrics()
        .gauge("crowdstart.order.watchers", "Open streams of orders", Map.of(), orders::watchers);
  }

  private static ServerSettings settings(ActorSystem<?> system) {
    ServerSettings settings =
        ServerSettings.create(system.classicSystem())
            .withParsingErrorHandler(UnreadableRequest.class.getName());
    return AnyMethod.allowed(
        settings.withParserSettings(
            settings.getParserSettings().withCustomMediaTypes(Bodies.JSON)));
  }

  private void endWith(ActorSystem<?> system) {
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
        "http-drain",
        () -> {
          router.drain();
          return CompletableFuture.completedStage(Done.done());
        });
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceUnbind(),
        "http-unbind",
        () -> {
          CompletionStage<Done> orders =
              AskPattern.<OrderWatch.Message, Done>ask(
                      watch, OrderWatch.Drain::new, STREAMS_WAIT, system.scheduler())
                  .exceptionally(_ -> Done.done());
          CompletionStage<Done> ended =
              AskPattern.<StatsHubs.Message, Done>ask(
                      hubs, StatsHubs.Drain::new, STREAMS_WAIT, system.scheduler())
                  .exceptionally(_ -> Done.done())
                  .thenCombine(orders, (done, _) -> done);
          return listener.unbind().thenCombine(ended, (done, _) -> done);
        });
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceRequestsDone(),
        "http-terminate",
        () -> listener.terminate(TERMINATION_WAIT));
  }
}
