package crowdstart.loadtest.overload;

import crowdstart.loadtest.client.Pace;
import crowdstart.loadtest.measure.Result;
import crowdstart.loadtest.measure.Schedule;
import crowdstart.loadtest.profile.LoadRun;
import crowdstart.loadtest.profile.OrderTraffic;
import crowdstart.loadtest.profile.Shop;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Measures the capacity first, then asks for many times as much. */
public final class Overload {
  private static final int CAPACITY_CONNECTIONS = 256;
  private static final double CAPACITY_SETTLE_SECONDS = 3;
  private static final double STEP_SETTLE_SECONDS = 4;
  private static final double TIMEOUT_SECONDS = 10;

  /** The calm before and after a burst, and what a quiet campaign sells, as shares of capacity. */
  private static final double CALM_SHARE = 0.05;

  /** How much the launch of one campaign asks for, while another is watched. */
  private static final double LAUNCH_FACTOR = 5;

  private static final int QUIET_CONNECTIONS = 256;

  private final OverloadPlan plan;
  private final Shop shop;
  private final Consumer<String> out;
  private final List<Step> steps = new ArrayList<>();

  private Overload(OverloadPlan plan, Shop shop, Consumer<String> out) {
    this.plan = plan;
    this.shop = shop;
    this.out = out;
  }

  /** Blocks until all is measured; tells each step as it is done. */
  public static OverloadReport run(OverloadPlan plan, Consumer<String> out) {
    try (Shop shop = new Shop(plan.server(), plan.creatorToken())) {
      return new Overload(plan, shop, out).measure();
    }
  }

  private OverloadReport measure() {
    saturate("warm-up", plan.warmUpSeconds());
    steps.clear();
    double capacity = saturate("capacity", plan.stepSeconds()).goodput();
    List<Step> open = new ArrayList<>();
    for (double factor : plan.factors()) {
      open.add(step(factor, capacity));
    }
    double recovery = burst(capacity);
    Step alone = quiet("B alone", capacity);
    CompletableFuture<Step> launch =
        CompletableFuture.supplyAsync(
            () -> step(LAUNCH_FACTOR, capacity),
            action -> Thread.ofPlatform().name("launch").daemon().start(action));
    Step beside = quiet("B beside A", capacity);
    launch.join();
    return OverloadReport.of(capacity, List.copyOf(steps), open, recovery, alone, beside);
  }

  private Step saturate(String name, double seconds) {
    Pace pace = new Pace.Saturate(CAPACITY_SETTLE_SECONDS + seconds);
    return note(name, 0, CAPACITY_CONNECTIONS, pace, CAPACITY_SETTLE_SECONDS);
  }

  private Step step(double factor, double capacity) {
    double rate = factor * capacity;
    Pace pace =
        new Pace.OpenLoop(Schedule.constant(rate, STEP_SETTLE_SECONDS + plan.stepSeconds()));
    return note(
        "%.0f times".formatted(factor), rate, plan.connections(), pace, STEP_SETTLE_SECONDS);
  }

  private Step quiet(String name, double capacity) {
    double rate = capacity * CALM_SHARE;
    Pace pace =
        new Pace.OpenLoop(Schedule.constant(rate, STEP_SETTLE_SECONDS + plan.stepSeconds()));
    return note(name, rate, QUIET_CONNECTIONS, pace, STEP_SETTLE_SECONDS);
  }

  private double burst(double capacity) {
    Burst burst = new Burst(capacity * CALM_SHARE);
    Result result = orders("burst", plan.connections(), new Pace.OpenLoop(burst.schedule()), 0);
    add(Step.of("burst", burst.calmRate() * Burst.FOLD, result, 0));
    return Burst.recovery(result);
  }

  private Step note(String name, double rate, int connections, Pace pace, double settleSeconds) {
    Meter meter = new Meter();
    Result result = orders(name, connections, pace, settleSeconds, meter);
    Step step = Step.of(name, rate, result, meter.cores());
    add(step);
    return step;
  }

  private synchronized void add(Step step) {
    steps.add(step);
    out.accept(step.toString());
  }

  private Result orders(String name, int connections, Pace pace, double settleSeconds) {
    return orders(name, connections, pace, settleSeconds, LoadRun.Meters.none());
  }

  private Result orders(
      String name, int connections, Pace pace, double settleSeconds, LoadRun.Meters meters) {
    List<URI> servers = List.of(plan.server());
    String campaign = shop.launchCampaign("Overload, " + name, Shop.STOCK_HUGE);
    return LoadRun.run(
        new LoadRun.Plan(servers, List.of(), connections, 1, pace, settleSeconds, TIMEOUT_SECONDS),
        new OrderTraffic(servers, List.of(campaign)),
        meters,
        line -> {});
  }
}
