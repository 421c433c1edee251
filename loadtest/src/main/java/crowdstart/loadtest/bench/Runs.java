package crowdstart.loadtest.bench;

import crowdstart.loadtest.client.Pace;
import crowdstart.loadtest.measure.Result;
import crowdstart.loadtest.measure.Schedule;
import crowdstart.loadtest.process.Database;
import crowdstart.loadtest.profile.Afterwards;
import crowdstart.loadtest.profile.LoadRun;
import crowdstart.loadtest.profile.OrderTraffic;
import crowdstart.loadtest.profile.Shop;
import crowdstart.loadtest.watch.WatchRun;
import java.util.ArrayList;
import java.util.List;

/** Runs one load against one side and meters everybody meanwhile. */
final class Runs {
  private final BenchPlan plan;
  private final Database database;

  Runs(BenchPlan plan, Database database) {
    this.plan = plan;
    this.database = database;
  }

  /**
   * As long for each process of the side: they share the processors, and each has to compile. Twice
   * that where several are saturated at once, and their compilers give way to all of them.
   */
  void warmUp(Side side) {
    int processes = side.pids().size();
    Pace pace = new Pace.Saturate(plan.warmUpSeconds() * (processes > 1 ? 2 * processes : 1));
    run("warm-up", 0, side, 1, pace, 0, plan.connections());
  }

  Measurement saturate(String profile, int round, Side side, int campaigns) {
    return run(
        profile,
        round,
        side,
        campaigns,
        new Pace.Saturate(BenchPlan.SETTLE_SECONDS + plan.seconds()),
        BenchPlan.SETTLE_SECONDS,
        plan.connections());
  }

  Measurement openLoop(Side side, double rate) {
    Schedule schedule = Schedule.constant(rate, BenchPlan.SETTLE_SECONDS + plan.seconds());
    return run(
        "open",
        1,
        side,
        1,
        new Pace.OpenLoop(schedule),
        BenchPlan.SETTLE_SECONDS,
        plan.connections());
  }

  Measurement surge(String profile, Side side) {
    Schedule schedule =
        Schedule.constant(BenchPlan.SURGE_FROM, BenchPlan.SURGE_CALM_SECONDS)
            .thenRamp(BenchPlan.SURGE_FROM, BenchPlan.SURGE_TO, BenchPlan.SURGE_RISE_SECONDS)
            .thenHold(BenchPlan.SURGE_TO, BenchPlan.SURGE_HOLD_SECONDS);
    return run(profile, 1, side, 1, new Pace.OpenLoop(schedule), 0, BenchPlan.SURGE_CONNECTIONS);
  }

  WatchRun.Outcome watch(Side side) throws InterruptedException {
    try (Shop shop = new Shop(side.urls().getFirst(), "")) {
      String campaign = shop.launchCampaign("Bench watch", Shop.STOCK_HUGE);
      Pace pace = new Pace.OpenLoop(Schedule.constant(BenchPlan.WATCH_RATE, plan.seconds()));
      WatchRun.Outcome outcome =
          WatchRun.run(
              load(side, pace, 0, plan.connections()), plan.watchers(), campaign, Runs::ignore);
      System.out.printf(
          "%-8s round %d  %-24s %7d watchers        lag p50 %8.2f  p99 %8.2f ms%n",
          "watch",
          1,
          side.name(),
          plan.watchers(),
          outcome.watched().lag().p50(),
          outcome.watched().lag().p99());
      outcome.wrong().forEach(System.out::println);
      return outcome;
    }
  }

  private Measurement run(
      String profile,
      int round,
      Side side,
      int campaigns,
      Pace pace,
      double warmUpSeconds,
      int connections) {
    try (Shop shop = new Shop(side.urls().getFirst(), "")) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < campaigns; i++) {
        ids.add(shop.launchCampaign("Bench " + profile + " " + i, Shop.STOCK_HUGE));
      }
      OrderTraffic traffic = new OrderTraffic(side.urls(), ids);
      Meter meter = new Meter(side.pids(), database.postmaster());
      Result result =
          LoadRun.run(load(side, pace, warmUpSeconds, connections), traffic, meter, Runs::ignore);
      Measurement measured =
          new Measurement(
              profile,
              round,
              side.name(),
              result,
              meter.used(),
              Afterwards.check(shop, traffic.samples()));
      System.out.printf(
          "%-8s round %d  %-24s %7.0f a second  p50 %8.2f  p99 %8.2f ms  refused %d  unknown %d %s%n",
          profile,
          round,
          side.name(),
          result.doneRate(),
          result.latency().p50(),
          result.latency().p99(),
          result.refusedCount(),
          result.unknownCount(),
          result.unknown());
      measured.wrong().forEach(System.out::println);
      return measured;
    }
  }

  private static LoadRun.Plan load(Side side, Pace pace, double warmUp, int connections) {
    return new LoadRun.Plan(
        side.urls(), List.of(), connections, 1, pace, warmUp, BenchPlan.TIMEOUT_SECONDS);
  }

  private static void ignore(String line) {
    // A line a run is enough here: the lines of each second are for a run of its own.
  }
}
