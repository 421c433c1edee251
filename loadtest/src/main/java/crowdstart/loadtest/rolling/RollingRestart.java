package crowdstart.loadtest.rolling;

import crowdstart.loadtest.fault.Site;
import crowdstart.loadtest.measure.Books;
import crowdstart.loadtest.measure.Latency;
import crowdstart.loadtest.profile.Shop;
import crowdstart.loadtest.rolling.KeptConnection.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Restarts all nodes, one after the other, at half the load that they can take. */
public final class RollingRestart implements AutoCloseable {
  private static final Duration HOLD = Duration.ofMinutes(15);

  /** Above what the balancer takes to notice. */
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private static final Duration READY_WAIT_MAX = Duration.ofMinutes(2);
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(8);
  private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 200;
  private static final int CLIENTS = 32;
  private static final int WAITING_MAX = 4_096;
  private static final int FAILURES_SHOWN = 20;

  private final Site site;
  private final Balancer balancer = new Balancer();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicInteger done = new AtomicInteger();
  private final Histogram latency = new ConcurrentHistogram(Books.LATENCY_MICROS_MAX, 3);
  private final Map<String, Integer> failures = new TreeMap<>();
  private final List<Double> restartSeconds = new ArrayList<>();
  private String campaign = "";
  private volatile boolean isOver;

  /**
   * What came of it.
   *
   * @param capacity orders a second that the nodes placed when asked for as many as they could
   * @param rate orders a second that were asked for during the restarts
   * @param done orders placed during them
   * @param latency of these, from when each was due
   * @param failures every other outcome, by kind
   * @param sentAgain requests that the balancer sent twice, as their connection had been closed
   * @param restartSeconds how long each node took to stop and to be ready again
   */
  public record Result(
      double capacity,
      double rate,
      int done,
      Latency latency,
      Map<String, Integer> failures,
      int sentAgain,
      List<Double> restartSeconds) {
    public boolean isClean() {
      return failures.isEmpty() && done > 0;
    }
  }

  private RollingRestart(Site site) {
    this.site = site;
  }

  /**
   * Starts everything, and takes it down in the end.
   *
   * @param rate orders a second; 0 for half of what the nodes can do, which is measured first
   */
  public static Result run(Path directory, double rate, long seed) throws InterruptedException {
    Site.NodeSetup setup = new Site.NodeSetup("512m", HOLD, DRAIN, false);
    try (Site site = Site.start(directory, setup, seed);
        RollingRestart rolling = new RollingRestart(site)) {
      return rolling.run(rate);
    }
  }

  private Result run(double wanted) throws InterruptedException {
    try (Shop shop = new Shop(site.nodes().getFirst(), Site.CREATOR_TOKEN)) {
      campaign = shop.launchCampaign("Rolling", Shop.STOCK_HUGE, Shop.ALL_OR_NOTHING);
    }
    Thread watching = Thread.ofPlatform().name("readiness").daemon().start(this::watchReadiness);
    awaitAllReady();
    saturate(WARM_UP);
    double capacity = saturate(MEASURED) / (double) MEASURED.toSeconds();
    double rate = wanted > 0 ? wanted : capacity / 2;
    System.out.printf(
        Locale.ROOT, "%.0f orders a second at most; %.0f while nodes restart%n", capacity, rate);
    done.set(0);
    latency.reset();
    synchronized (failures) {
      failures.clear();
    }
    int sentAgainBefore = balancer.sentAgain();
    Thread load = Thread.ofPlatform().name("load").start(() -> openLoop(rate));
    Thread.sleep(BEFORE_AND_AFTER);
    for (int number = 1; number <= site.nodes().size(); number++) {
      restart(number);
    }
    Thread.sleep(BEFORE_AND_AFTER);
    isOver = true;
    load.join();
    watching.join();
    return new Result(
        capacity,
        rate,
        done.get(),
        Latency.of(latency),
        Map.copyOf(failures),
        balancer.sentAgain() - sentAgainBefore,
        List.copyOf(restartSeconds));
  }

  private void restart(int number) throws InterruptedException {
    long began = System.nanoTime();
    site.restartGracefully(number);
    awaitAllReady();
    double seconds = Math.round((System.nanoTime() - began) / 1e8) / 10.0;
    restartSeconds.add(seconds);
    System.out.printf(
        Locale.ROOT,
        "node %d restarted in %.1f s; %d orders so far%n",
        number,
        seconds,
        done.get());
  }

  private void awaitAllReady() throws InterruptedException {
    site.awaitReady(site.nodes().size(), READY_WAIT_MAX);
    // The balancer has to have seen it too, before the next one goes.
    Thread.sleep(2 * LOOK_MILLIS);
  }

  private void watchReadiness() {
    try {
      while (!isOver) {
        balancer.send(
            site.readyNodes().stream()
                .map(node -> new InetSocketAddress(node.getHost(), node.getPort()))
                .toList());
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As fast as answers come; returns how many were done. */
  private int saturate(Duration length) throws InterruptedException {
    int before = done.get();
    long end = System.nanoTime() + length.toNanos();
    List<Thread> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      clients.add(
          Thread.ofVirtual()
              .start(() -> {
                while (System.nanoTime() < end) {
                  place(System.nanoTime());
                }
              }));
    }
    for (Thread client : clients) {
      client.join();
    }
    return done.get() - before;
  }

  /** Each at its appointed time, whatever became of those before. */
  private void openLoop(double rate) {
    long began = System.nanoTime();
    Semaphore waiting = new Semaphore(WAITING_MAX);
    for (long number = 0; !isOver; number++) {
      long due = began + (long) (number / rate * 1e9);
      LockSupport.parkNanos(due - System.nanoTime());
      if (!waiting.tryAcquire()) {
        failed("more than " + WAITING_MAX + " wait for an answer");
        continue;
      }
      Thread.ofVirtual()
          .start(() -> {
            try {
              place(due);
            } finally {
              waiting.release();
            }
          });
    }
    waiting.acquireUninterruptibly(WAITING_MAX);
  }

  private void place(long due) {
    try {
      Answer answer = balancer.pass(request(numbers.incrementAndGet()));
      if (answer.status() == 201) {
        done.incrementAndGet();
        latency.recordValue(Math.min((System.nanoTime() - due) / 1_000, Books.LATENCY_MICROS_MAX));
      } else {
        failed("status " + answer.status());
      }
    } catch (IOException e) {
      failed(String.valueOf(e.getMessage()));
    }
  }

  private void failed(String how) {
    synchronized (failures) {
      int count = failures.merge(how, 1, Integer::sum);
      if (count <= FAILURES_SHOWN && !isOver) {
        System.out.println("failed: " + how);
      }
    }
  }

  private byte[] request(long number) {
    URI node = site.nodes().getFirst();
    String body =
        """
        {"tier":"%s","quantity":1,"backer":{"email":"rolling-%d@example.com","name":"Rolling","country":"DE"}}\
        """
            .formatted(Shop.TIER, number);
    return """
    POST /v1/campaigns/%s/orders HTTP/1.1\r
    Host: %s\r
    Content-Type: application/json\r
    Content-Length: %d\r
    Idempotency-Key: rolling-%d\r
    \r
    %s\
    """
        .formatted(campaign, node.getAuthority(), body.length(), number, body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    isOver = true;
    balancer.close();
  }
}
