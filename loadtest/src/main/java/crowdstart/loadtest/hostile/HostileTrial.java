package crowdstart.loadtest.hostile;

import crowdstart.loadtest.client.Pace;
import crowdstart.loadtest.measure.Result;
import crowdstart.loadtest.measure.Schedule;
import crowdstart.loadtest.profile.LoadRun;
import crowdstart.loadtest.profile.OrderTraffic;
import crowdstart.loadtest.profile.Shop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Orders alone, and then beside hostile clients. */
public final class HostileTrial {
  /** Of a node to be tried. No address of this machine: on loopback, too, each has its limit. */
  public static final Map<String, String> NODE_SETTINGS = Map.of("TRUSTED_PROXIES", "192.0.2.1");

  private static final int CONNECTIONS = 64;
  private static final double WARM_UP_SECONDS = 5;
  private static final double TIMEOUT_SECONDS = 10;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /**
   * What to try.
   *
   * @param creatorToken empty where creators need none
   * @param source the local address of the hostile clients, empty for any
   * @param clients hostile ones of each kind
   * @param flood hostile ones that only take connections
   * @param rate orders a second
   */
  public record Plan(
      URI server,
      String creatorToken,
      String source,
      int clients,
      int flood,
      double rate,
      double calmSeconds,
      double hostileSeconds) {}

  /**
   * What came of it.
   *
   * @param calm orders alone
   * @param attacked orders beside hostile clients
   */
  public record Outcome(Result calm, Result attacked, List<HostileFinding> findings) {
    /** Whether every order was served, and no hostile client held anything for too long. */
    public boolean holds() {
      return isServed(attacked) && findings.stream().allMatch(HostileFinding::holds);
    }

    static boolean isServed(Result result) {
      return result.done() > 0 && result.unknownCount() == 0 && result.refusedCount() == 0;
    }
  }

  private HostileTrial() {}

  public static Outcome run(Plan plan, Consumer<String> everySecond) throws InterruptedException {
    try (Shop shop = new Shop(plan.server(), plan.creatorToken())) {
      String campaign = shop.launchCampaign("Beside hostile clients", Shop.STOCK_HUGE);
      Result calm = orders(plan, campaign, plan.calmSeconds(), everySecond);
      CompletableFuture<Result> attacked =
          CompletableFuture.supplyAsync(
              () -> orders(plan, campaign, plan.hostileSeconds(), everySecond),
              action -> Thread.ofPlatform().name("orders").daemon().start(action));
      List<HostileFinding> findings =
          HostileRun.run(
              new HostileRun.Plan(
                  plan.server(),
                  plan.source(),
                  campaign,
                  plan.clients(),
                  plan.flood(),
                  Duration.ofMillis((long) (plan.hostileSeconds() * 1_000)),
                  PAUSE));
      try {
        return new Outcome(calm, attacked.join(), findings);
      } catch (CompletionException e) {
        throw new IllegalStateException("the orders could not be sent", e.getCause());
      }
    }
  }

  private static Result orders(
      Plan plan, String campaign, double seconds, Consumer<String> everySecond) {
    List<URI> servers = List.of(plan.server());
    return LoadRun.run(
        new LoadRun.Plan(
            servers,
            List.of(),
            CONNECTIONS,
            1,
            new Pace.OpenLoop(Schedule.constant(plan.rate(), WARM_UP_SECONDS + seconds)),
            WARM_UP_SECONDS,
            TIMEOUT_SECONDS),
        new OrderTraffic(servers, List.of(campaign)),
        LoadRun.Meters.none(),
        everySecond);
  }
}
