package crowdstart;

import crowdstart.campaign.GateObserver;
import crowdstart.campaign.GateSettings;
import crowdstart.checkout.Engine;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.PoolSizes;
import crowdstart.database.Pools;
import crowdstart.http.gateway.StripeGateway;
import crowdstart.http.gateway.StripeWebhook;
import crowdstart.http.payment.ProviderInbox;
import crowdstart.http.payment.WebhookRoute;
import crowdstart.http.route.HomeRegions;
import crowdstart.http.route.RouteObserver;
import crowdstart.http.route.Router;
import crowdstart.identity.OrderId;
import crowdstart.identity.Patience;
import crowdstart.identity.Region;
import crowdstart.order.Orders;
import crowdstart.payment.Duties;
import crowdstart.payment.PaymentEntity;
import crowdstart.payment.PaymentMessage;
import crowdstart.payment.PaymentSettings;
import crowdstart.stream.CampaignEndNotices;
import crowdstart.stream.CollectionDesk;
import crowdstart.stream.ExpiryNotices;
import crowdstart.stream.LateNews;
import crowdstart.stream.OrderEndNotices;
import crowdstart.stream.Sweeps;
import crowdstart.view.Catalogue;
import crowdstart.view.LongHeld;
import crowdstart.view.PaymentLists;
import crowdstart.view.Views;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;

/**
 * A node in the test's JVM, put together as {@link Node} is, on the real journals and with all
 * streams and sweeps; only its clock is given, something may stand around its payment entities, and
 * of its routes there is the one for webhooks.
 */
public final class ProofNode implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration HOLD = Duration.ofHours(2);
  private static final int CHARGES_PER_SECOND_MAX = 100;

  private final Pools pools;
  private final ActorSystem<Void> system;
  private final ServerBinding binding;

  /** The doors to its entities. */
  public final Engine engine;

  /** Starts it, with a cluster of its own. */
  public ProofNode(
      DatabaseAddress database,
      StripeGateway gateway,
      String webhookSecret,
      InstantSource clock,
      BiFunction<OrderId, Behavior<PaymentMessage>, Behavior<PaymentMessage>> around) {
    pools = new Pools(database, PoolSizes.DEFAULT);
    CompletableFuture<Engine> started = new CompletableFuture<>();
    Behavior<Void> guardian =
        Behaviors.setup(context -> {
          started.complete(start(context, gateway, clock, around));
          return Behaviors.empty();
        });
    system = ActorSystem.create(guardian, "proof", LoneNode.setup(pools));
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    engine = started.orTimeout(WAIT.toSeconds(), TimeUnit.SECONDS).join();
    binding = bind(gateway, webhookSecret, clock);
  }

  /** Where the provider reports to. */
  public URI webhooks() {
    return URI.create(
        "http://127.0.0.1:" + binding.localAddress().getPort() + "/v1/payments/webhooks/sandbox");
  }

  private Engine start(
      ActorContext<Void> context,
      StripeGateway gateway,
      InstantSource clock,
      BiFunction<OrderId, Behavior<PaymentMessage>, Behavior<PaymentMessage>> around) {
    ClusterSharding sharding = ClusterSharding.get(context.getSystem());
    Duties duties = new Duties(gateway, new Orders(sharding, Patience.DEFAULT));
    PaymentSettings payments = new PaymentSettings(duties, clock);
    // The first who says how a kind of entity is made is heeded: this one, not the engine.
    sharding.init(
        Entity.of(
                PaymentEntity.TYPE,
                entity -> {
                  OrderId order = new OrderId(entity.getEntityId());
                  return around.apply(
                      order, PaymentEntity.create(order, entity.getShard(), payments));
                })
            .withEntityProps(DispatcherSelector.fromConfig("crowdstart.payment-dispatcher"))
            .withStopMessage(new PaymentMessage.Stop()));
    GateSettings gates =
        new GateSettings(HOLD, 10_000, GateSettings.BATCH_MAX, clock, GateObserver.NONE);
    Engine doors = Engine.start(context, gates, 1_000, gateway);
    ActorSystem<Void> own = context.getSystem();
    Catalogue catalogue = new Catalogue(pools);
    PaymentLists lists = new PaymentLists(pools);
    Views.start(own);
    ExpiryNotices.start(own, doors.orders());
    OrderEndNotices.start(own, doors.orders(), doors.payments());
    CampaignEndNotices.start(own, doors.collections());
    Sweeps.ofCampaigns(own, catalogue, doors.campaigns(), clock);
    Sweeps.ofHeldOrders(own, new LongHeld(pools), doors.orders(), HOLD, clock);
    Sweeps.ofPayments(own, lists, doors.payments(), clock);
    LateNews.start(own, gateway.news(), doors.payments(), clock);
    CollectionDesk.start(own, lists, doors.payments(), CHARGES_PER_SECOND_MAX);
    return doors;
  }

  private ServerBinding bind(StripeGateway gateway, String webhookSecret, InstantSource clock) {
    Materializer materializer = SystemMaterializer.get(system).materializer();
    Router router =
        new Router(
            List.of(
                new WebhookRoute(
                        "sandbox",
                        new StripeWebhook(List.of(webhookSecret)),
                        new ProviderInbox(engine.payments(), gateway.news()),
                        clock,
                        materializer)
                    .route()),
            new HomeRegions(new Region("local")),
            RouteObserver.NONE,
            materializer);
    return Http.get(system.classicSystem())
        .newServerAt("127.0.0.1", 0)
        .bind(router::answer)
        .toCompletableFuture()
        .join();
  }

  /** Ends it as a crash would. */
  @Override
  public void close() {
    system.terminate();
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .orTimeout(WAIT.toSeconds(), TimeUnit.SECONDS)
        .join();
    pools.close();
  }
}
