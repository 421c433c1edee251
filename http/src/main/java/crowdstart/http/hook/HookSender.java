package crowdstart.http.hook;

import crowdstart.hook.Attempt;
import crowdstart.hook.DueDeliveries;
import crowdstart.hook.DueDelivery;
import crowdstart.hook.HookSweep;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due, on every node: each takes what no other has claimed. A delivery whose node
 * dies is taken by another when the claim runs out, so it arrives at least once.
 */
public final class HookSender implements AutoCloseable {
  /** How many are sent at once by one node. */
  static final int IN_FLIGHT_MAX = 64;

  /** How many of them to one webhook. */
  static final int IN_FLIGHT_PER_WEBHOOK_MAX = 8;

  /** How soon something due is found while nothing else happens. */
  static final Duration POLL_INTERVAL = Duration.ofMillis(500);

  /** The least time from one look to the next. */
  private static final Duration ROUND_INTERVAL = Duration.ofMillis(10);

  private static final Duration FAILURE_WAIT = Duration.ofSeconds(2);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger(HookSender.class);

  private final DueDeliveries due;
  private final HookSweep sweep;
  private final HookClient client;
  private final InstantSource clock;
  private final DoubleSupplier random;
  private final HookObserver observer;
  private final Lanes lanes = new Lanes(IN_FLIGHT_PER_WEBHOOK_MAX, IN_FLIGHT_MAX);
  private final Semaphore bell = new Semaphore(0);

  // Looking up a name holds on to its thread, so not virtual threads: there are few beneath them,
  // and the feeds need those.
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("hook-", 0).factory());

  private final Thread loop = Thread.ofPlatform().daemon().name("hook-sender").unstarted(this::run);
  private volatile boolean isStopping;
  private Instant nextSweep;

  HookSender(
      DueDeliveries due,
      HookSweep sweep,
      HookClient client,
      InstantSource clock,
      DoubleSupplier random,
      HookObserver observer) {
    this.due = due;
    this.sweep = sweep;
    this.client = client;
    this.clock = clock;
    this.random = random;
    this.observer = observer;
    this.nextSweep = clock.instant().plus(SWEEP_INTERVAL);
  }

  /** Sends until the node stops; what is under way then is brought to its end. */
  public static HookSender start(
      ActorSystem<?> system,
      DueDeliveries due,
      HookSweep sweep,
      Targets targets,
      InstantSource clock,
      HookObserver observer) {
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    HookSender sender =
        new HookSender(
            due,
            sweep,
            new HookClient(targets, tls, HookClient.TIMEOUT),
            clock,
            () -> ThreadLocalRandom.current().nextDouble(),
            observer);
    sender.begin();
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseServiceRequestsDone(), "hook-sender", sender::stopSending);
    return sender;
  }

  void begin() {
    loop.start();
  }

  private CompletionStage<Done> stopSending() {
    CompletableFuture<Done> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("hook-stop")
        .start(() -> {
          close();
          ended.complete(Done.done());
        });
    return ended;
  }

  /** Claims nothing more, and waits for what is under way, as long as that may take. */
  @Override
  public void close() {
    isStopping = true;
    bell.release();
    try {
      loop.join(HookClient.TIMEOUT);
      lanes.awaitEmpty(HookClient.TIMEOUT.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
    client.close();
  }

  private void run() {
    while (!isStopping) {
      Duration wait;
      try {
        sweepWhenDue();
        wait = round() > 0 ? ROUND_INTERVAL : POLL_INTERVAL;
      } catch (SQLException | RuntimeException failure) {
        log.warn("Webhooks wait for the database: {}", failure.toString());
        wait = FAILURE_WAIT;
      }
      rest(wait);
    }
  }

  private void rest(Duration wait) {
    try {
      if (bell.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        // Many end together; one look finds work for all of them.
        Thread.sleep(ROUND_INTERVAL);
        bell.drainPermits();
      }
    } catch (InterruptedException _) {
      isStopping = true;
    }
  }

  private void sweepWhenDue() throws SQLException {
    Instant now = clock.instant();
    if (!now.isBefore(nextSweep)) {
      nextSweep = now.plus(SWEEP_INTERVAL);
      sweep.run(now);
    }
  }

  /** Begins to send what is due and has room; how many. */
  private int round() throws SQLException {
    if (lanes.isFull()) {
      return 0;
    }
    int begun = 0;
    Instant now = clock.instant();
    for (String webhook : due.webhooks(now, lanes.busy())) {
      int room = lanes.room(webhook);
      if (room <= 0) {
        continue;
      }
      for (DueDelivery delivery : due.claim(webhook, room, now)) {
        lanes.enter(webhook);
        threads.execute(() -> send(delivery));
        begun++;
      }
    }
    return begun;
  }

  private void send(DueDelivery delivery) {
    try {
      Instant began = clock.instant();
      long start = System.nanoTime();
      byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
      HookAnswer answer = client.post(delivery.url(), headers(delivery, began, body), body);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      observer.attempted(answer.outcome(), took);
      int attempts = delivery.roundAttempts() + 1;
      due.settle(
          delivery,
          attempt(attempts, began, took, answer),
          RetrySchedule.settle(answer, attempts, clock.instant(), random.getAsDouble()));
    } catch (SQLException | RuntimeException failure) {
      // It is claimed, and will be sent again when the claim runs out.
      log.warn("What became of {} could not be written down", delivery.id(), failure);
    } finally {
      lanes.leave(delivery.webhook());
      bell.release();
    }
  }

  private static Map<String, String> headers(DueDelivery delivery, Instant now, byte[] body) {
    long timestamp = now.getEpochSecond();
    return Map.of(
        "webhook-id", delivery.id(),
        "webhook-timestamp", Long.toString(timestamp),
        "webhook-signature", Signature.header(delivery.id(), timestamp, body, delivery.secrets()));
  }

  private static Attempt attempt(int number, Instant at, Duration took, HookAnswer answer) {
    return switch (answer) {
      case HookAnswer.Status(int code, _) -> new Attempt(number, at, took, code, null);
      case HookAnswer.NoAnswer(HookAnswer.Trouble trouble) ->
          new Attempt(number, at, took, null, trouble.label());
    };
  }
}
