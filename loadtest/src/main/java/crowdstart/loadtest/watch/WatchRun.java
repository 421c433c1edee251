package crowdstart.loadtest.watch;

import crowdstart.loadtest.client.Body;
import crowdstart.loadtest.client.Traffic;
import crowdstart.loadtest.measure.Result;
import crowdstart.loadtest.profile.LoadRun;
import crowdstart.loadtest.profile.OrderTraffic;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Lets a crowd watch one campaign while orders for it flow. */
public final class WatchRun {
  /** How many acknowledgements are remembered, to measure lag from. */
  private static final int ACKNOWLEDGED_MAX = 5_000_000;

  private static final Duration STREAMS_WAIT = Duration.ofSeconds(60);

  /** How long the last total may take to reach the last watcher. */
  private static final Duration LAST_TOTAL_WAIT = Duration.ofSeconds(3);

  /** Both sides of it. */
  public record Outcome(Result orders, WatchResult watched, List<String> wrong) {}

  private WatchRun() {}

  /** Blocks until the orders are over and the last total had time to arrive. */
  public static Outcome run(
      LoadRun.Plan plan, int count, String campaign, Consumer<String> everySecond)
      throws InterruptedException {
    Acknowledged acknowledged = new Acknowledged(ACKNOWLEDGED_MAX);
    Watchers watchers =
        new Watchers(
            LoadRun.routes(plan.servers(), plan.sources(), count, 0, 1),
            plan.servers().stream().map(URI::getAuthority).toList(),
            campaign,
            acknowledged);
    Thread thread = Thread.ofPlatform().name("watchers").daemon().start(watchers);
    try {
      awaitStreams(watchers, count, everySecond);
      Traffic orders = noting(new OrderTraffic(plan.servers(), List.of(campaign)), acknowledged);
      Result result =
          LoadRun.run(
              plan,
              orders,
              LoadRun.Meters.none(),
              line -> everySecond.accept(line + "  watching " + watchers.watching()));
      Thread.sleep(LAST_TOTAL_WAIT);
      watchers.stop();
      thread.join();
      WatchResult watched = watchers.result();
      return new Outcome(result, watched, watched.wrong(acknowledged.count()));
    } finally {
      watchers.stop();
      thread.join();
    }
  }

  private static void awaitStreams(Watchers watchers, int count, Consumer<String> everySecond)
      throws InterruptedException {
    long began = System.nanoTime();
    while (watchers.watching() < count) {
      if (System.nanoTime() - began > STREAMS_WAIT.toNanos()) {
        throw new IllegalStateException(
            "only %d of %d streams began".formatted(watchers.watching(), count));
      }
      Thread.sleep(100);
    }
    everySecond.accept(
        "%d watchers after %.1f s".formatted(count, (System.nanoTime() - began) / 1e9));
  }

  private static Traffic noting(Traffic traffic, Acknowledged acknowledged) {
    return new Traffic() {
      @Override
      public void encode(long number, int server, ByteBuffer out) {
        traffic.encode(number, server, out);
      }

      @Override
      public boolean wantsBody(long number) {
        return false;
      }

      @Override
      public void succeeded(long number, long nanos, Body body) {
        acknowledged.order(System.nanoTime());
      }
    };
  }
}
