package crowdstart.simulator;

import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.Fixture;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderEvent;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.ProviderNews;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** Everything that there is in one seed's world, and the network between it. */
final class World {
  static final int NODES = 3;
  static final Instant BEGIN = Fixture.NOW;

  private static final int WEBHOOK_ATTEMPTS = 3;
  private static final long WEBHOOK_WAIT_MILLIS = 30_000;
  private static final long POLL_MILLIS = 60_000;

  final Random random;
  final Mutation mutation;
  final Coverage coverage;
  final Weather weather;
  final Trace trace = new Trace();
  final Schedule schedule = new Schedule(trace);
  final Journal<CampaignEvent> campaignJournal = new Journal<>(this, "campaign");
  final Journal<OrderEvent> orderJournal = new Journal<>(this, "order");
  final Journal<PaymentEvent> paymentJournal = new Journal<>(this, "payment");
  final PaymentViews paymentViews = new PaymentViews(paymentJournal);
  final Provider provider = new Provider(this);
  final Collection collection;
  final Judge judge;

  private final Map<CampaignId, SimulatedCampaign> campaignsById = new LinkedHashMap<>();
  private final Map<OrderId, SimulatedOrder> ordersById = new LinkedHashMap<>();
  private final Map<OrderId, SimulatedPayment> paymentsById = new LinkedHashMap<>();
  private final long[] clockOffsets = new long[NODES];
  private long clockOffsetMax;

  World(long seed, Mutation mutation, Coverage coverage) {
    // Neighbouring seeds begin with almost the same numbers otherwise.
    this.random = new Random(Trace.mixed(seed));
    this.mutation = mutation;
    this.coverage = coverage;
    this.weather = new Weather(random);
    this.judge = new Judge(this);
    this.collection = new Collection(this);
    Notices.start(this);
    new PaymentSweep(this);
    new Helpdesk(this);
  }

  /** True time, as nobody but the views' database has it. */
  Instant clock() {
    return BEGIN.plusMillis(schedule.now());
  }

  /** The time as a node believes it to be. */
  Instant clock(int node) {
    return clock().plusMillis(clockOffsets[node]);
  }

  /** The furthest that any clock was ever ahead. */
  Duration clockOffsetMax() {
    return Duration.ofMillis(clockOffsetMax);
  }

  void setClock(int node, long offsetMillis) {
    clockOffsets[node] = offsetMillis;
    clockOffsetMax = Math.max(clockOffsetMax, offsetMillis);
    trace.note("clock of " + node + " is off by " + offsetMillis);
    campaignsById.values().stream()
        .filter(campaign -> campaign.isUp() && campaign.node() == node)
        .forEach(SimulatedCampaign::look);
  }

  /** Carries a message: late, twice, behind the next one, or not at all. */
  void send(String what, Runnable deliver) {
    if (weather.drops()) {
      trace.note("dropped " + what);
      return;
    }
    int copies = weather.duplicates() ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      schedule.in(weather.delay(), what, deliver);
    }
  }

  /** Tells a payment by webhook, again after a while, or never. */
  void webhook(OrderId order, ProviderNews news) {
    if (!weather.losesWebhook()) {
      Asking.ask(
          this,
          "webhook " + order + " " + news,
          WEBHOOK_ATTEMPTS,
          WEBHOOK_WAIT_MILLIS,
          () -> true,
          (Consumer<PaymentReply> reply) -> payment(order).hear(news, reply),
          PaymentReply.UNKNOWN,
          _ -> {});
    }
  }

  /** What has happened there stands in the provider's list of events, and is looked at there. */
  void poll(OrderId order, ProviderNews news) {
    schedule.in(
        POLL_MILLIS,
        "poll " + order + " " + news,
        () ->
            Asking.ask(
                this,
                "polled " + order + " " + news,
                1,
                WEBHOOK_WAIT_MILLIS,
                () -> true,
                (Consumer<PaymentReply> reply) -> payment(order).hear(news, reply),
                PaymentReply.UNKNOWN,
                reply -> {
                  if (reply.kind() == PaymentReply.Kind.UNKNOWN) {
                    poll(order, news);
                  }
                }));
  }

  SimulatedCampaign campaign(CampaignId id) {
    return campaignsById.computeIfAbsent(id, it -> new SimulatedCampaign(this, it));
  }

  SimulatedOrder order(OrderId id) {
    return ordersById.computeIfAbsent(id, it -> new SimulatedOrder(this, it));
  }

  SimulatedPayment payment(OrderId id) {
    return paymentsById.computeIfAbsent(id, it -> new SimulatedPayment(this, it));
  }

  Iterable<SimulatedCampaign> campaigns() {
    return campaignsById.values();
  }

  Iterable<SimulatedOrder> orders() {
    return ordersById.values();
  }

  Iterable<SimulatedPayment> payments() {
    return paymentsById.values();
  }
}
