package crowdstart.loadtest.bench;

import crowdstart.loadtest.client.Pace;
import crowdstart.loadtest.measure.Result;
import crowdstart.loadtest.measure.Schedule;
import crowdstart.loadtest.payment.BackerClient;
import crowdstart.loadtest.payment.Card;
import crowdstart.loadtest.payment.ConfirmationResult;
import crowdstart.loadtest.payment.Confirmations;
import crowdstart.loadtest.payment.OpenedOrder;
import crowdstart.loadtest.payment.SandboxClient;
import crowdstart.loadtest.process.Database;
import crowdstart.loadtest.process.Node;
import crowdstart.loadtest.profile.Afterwards;
import crowdstart.loadtest.profile.LoadRun;
import crowdstart.loadtest.profile.OrderTraffic;
import crowdstart.loadtest.profile.Shop;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Confirms payments, alone and beside whatever might get in their way. */
final class PaymentRuns {
  private static final double WARM_UP_RATE = 50;

  private final BenchPlan plan;
  private final Database database;
  private final Side side;
  private final Parcels parcels;
  private final SandboxClient sandbox;
  private final String version;
  private final List<PhaseResult> series = new ArrayList<>();
  private final List<CatchUp> catchUps = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  private PaymentRuns(BenchPlan plan, Database database, Side side, SandboxClient sandbox) {
    this.plan = plan;
    this.database = database;
    this.side = side;
    this.sandbox = sandbox;
    parcels = new Parcels(database);
    version = sandbox.version();
  }

  static Independence measure(BenchPlan plan, Database database, Node node)
      throws SQLException, InterruptedException {
    Side side = Side.of(Side.OURS, List.of(node));
    try (SandboxClient sandbox = new SandboxClient(node.sandbox());
        Shop shop = new Shop(node.url(), "")) {
      PaymentRuns runs = new PaymentRuns(plan, database, side, sandbox);
      runs.all(shop);
      return new Independence(runs.series, runs.catchUps, runs.wrong);
    }
  }

  private void all(Shop shop) throws SQLException, InterruptedException {
    // Nobody is charged before its end, which is far: a confirmation is all that happens.
    String pledges = shop.launchCampaign("Bench pledges", Shop.STOCK_HUGE, Shop.ALL_OR_NOTHING);
    String elsewhere = shop.launchCampaign("Bench surge", Shop.STOCK_HUGE, Shop.ALL_OR_NOTHING);
    System.out.println("payments warm-up");
    parcels.awaitQuiet();
    confirm(pledges, WARM_UP_RATE, plan.warmUpSeconds(), _ -> Card.MADE_UP);
    for (int round = 1; round <= plan.rounds(); round++) {
      alone(round, pledges);
      surge(shop, Phase.SURGE_ELSEWHERE, round, pledges, elsewhere);
      surge(shop, Phase.SURGE_SAME, round, pledges, pledges);
    }
    fulfilment(shop.launchCampaign("Bench parcels", Shop.STOCK_HUGE, Shop.KEEP_WHAT_YOU_RAISE));
    Prepared prepared = prepare(pledges, BenchPlan.CONFIRMATION_RATE, plan.seconds());
    try (prepared;
        Stall _ = Stall.ofOrders(database)) {
      series.add(measure(Phase.ORDERS_SLOWED, 1, prepared, _ -> Card.MADE_UP));
    }
  }

  /** Orders ready to be confirmed, and the connections on which they were prepared. */
  private record Prepared(BackerClient client, List<OpenedOrder> orders, double rate)
      implements AutoCloseable {
    @Override
    public void close() {
      client.close();
    }
  }

  private Prepared prepare(String campaign, double rate, double seconds)
      throws SQLException, InterruptedException {
    parcels.awaitQuiet();
    BackerClient client = new BackerClient(side.urls().getFirst());
    return new Prepared(client, client.prepare(campaign, (int) (rate * seconds)), rate);
  }

  private void confirm(
      String campaign, double rate, double seconds, Function<OpenedOrder, Card> cards)
      throws SQLException, InterruptedException {
    try (Prepared prepared = prepare(campaign, rate, seconds)) {
      confirm(prepared, cards);
    }
  }

  private ConfirmationResult confirm(Prepared prepared, Function<OpenedOrder, Card> cards) {
    return Confirmations.run(prepared.client, version, prepared.orders, prepared.rate, cards);
  }

  private void alone(int round, String campaign) throws SQLException, InterruptedException {
    try (Prepared prepared = prepare(campaign, BenchPlan.CONFIRMATION_RATE, plan.seconds())) {
      series.add(measure(Phase.ALONE, round, prepared, _ -> Card.MADE_UP));
    }
  }

  private PhaseResult measure(
      Phase phase, int round, Prepared prepared, Function<OpenedOrder, Card> cards) {
    Meter meter = new Meter(side.pids(), database.postmaster());
    meter.begin();
    ConfirmationResult result = confirm(prepared, cards);
    meter.end();
    PhaseResult measured = new PhaseResult(phase, round, result, 0, meter.used());
    System.out.printf(
        "payments round %d  %-38s done %5d  unconfirmed %d  p50 %8.2f  p99 %8.2f  max %8.2f ms%n",
        round,
        phase.label(),
        result.done(),
        result.unconfirmed(),
        measured.p50(),
        measured.p99(),
        result.confirmed().max());
    result.wrong().forEach(System.out::println);
    return measured;
  }

  /** Confirms while so many order as at a launch; the confirmations begin when the surge rises. */
  private void surge(Shop shop, Phase phase, int round, String campaign, String surged)
      throws SQLException, InterruptedException {
    Schedule schedule =
        Schedule.constant(BenchPlan.SURGE_FROM, BenchPlan.SURGE_CALM_SECONDS)
            .thenRamp(BenchPlan.SURGE_FROM, BenchPlan.SURGE_TO, BenchPlan.SURGE_RISE_SECONDS)
            .thenHold(BenchPlan.SURGE_TO, plan.seconds());
    LoadRun.Plan load =
        new LoadRun.Plan(
            side.urls(),
            List.of(),
            BenchPlan.SURGE_CONNECTIONS,
            1,
            new Pace.OpenLoop(schedule),
            BenchPlan.SURGE_CALM_SECONDS,
            BenchPlan.TIMEOUT_SECONDS);
    OrderTraffic traffic = new OrderTraffic(side.urls(), List.of(surged));
    try (Prepared prepared = prepare(campaign, BenchPlan.CONFIRMATION_RATE, plan.seconds())) {
      Rise rise = new Rise();
      CompletableFuture<Result> orders =
          CompletableFuture.supplyAsync(
              () -> LoadRun.run(load, traffic, rise, _ -> {}),
              task -> Thread.ofPlatform().name("surge").daemon().start(task));
      CompletableFuture.anyOf(rise.risen, orders).join();
      PhaseResult measured = measure(phase, round, prepared, _ -> Card.MADE_UP);
      Result result = orders.join();
      series.add(measured.beside(result.doneRate()));
      System.out.printf(
          "         its surge: %.0f orders a second, p50 %.2f  p99 %.2f ms, refused %d, unknown %d%n",
          result.doneRate(),
          result.latency().p50(),
          result.latency().p99(),
          result.refusedCount(),
          result.unknownCount());
      wrong.addAll(Afterwards.check(shop, traffic.samples()));
    }
  }

  /** Charges at once, so that parcels are due, and then keeps fulfilment from beginning them. */
  private void fulfilment(String campaign) throws SQLException, InterruptedException {
    // Ours are the only webhooks, so that every confirmation is one that was measured.
    sandbox.sendWebhooks(false);
    try {
      try (Prepared prepared = prepare(campaign, BenchPlan.CONFIRMATION_RATE, plan.seconds())) {
        series.add(measure(Phase.CHARGED, 1, prepared, sandbox::secure));
      }
      try (Prepared prepared =
          prepare(campaign, BenchPlan.CONFIRMATION_RATE, plan.stoppedSeconds())) {
        long began = System.nanoTime();
        AtomicLong behind = new AtomicLong();
        try (Stall _ =
            Stall.ofFulfilment(
                database, connection -> behind.set(Parcels.missing(connection, campaign)))) {
          series.add(measure(Phase.FULFILMENT_STOPPED, 1, prepared, sandbox::secure));
        }
        double stoppedSeconds = (System.nanoTime() - began) / 1e9;
        long confirmed =
            series.stream()
                .filter(each ->
                    each.phase() == Phase.CHARGED || each.phase() == Phase.FULFILMENT_STOPPED)
                .mapToLong(each -> each.result().done())
                .sum();
        CatchUp catchUp = parcels.awaitCaughtUp(campaign, stoppedSeconds, confirmed, behind.get());
        catchUps.add(catchUp);
        System.out.println("         " + IndependenceReport.sentence(catchUp));
      }
    } finally {
      sandbox.sendWebhooks(true);
    }
  }

  /** Tells when the calm before the surge is over. */
  private static final class Rise implements LoadRun.Meters {
    private final CompletableFuture<Boolean> risen = new CompletableFuture<>();

    @Override
    public void begin() {
      risen.complete(true);
    }

    @Override
    public void end() {
      // What the orders took is in their own result.
    }
  }
}
