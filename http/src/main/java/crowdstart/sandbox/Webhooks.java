package crowdstart.sandbox;

import crowdstart.sandbox.Outbox.Delivery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers the outbox, each webhook until it is answered 2xx or given up. */
final class Webhooks implements AutoCloseable {
  static final int IN_FLIGHT_MAX = 32;
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  /** How often the outbox is looked at when nothing wakes it. */
  static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

  private final Outbox outbox;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(IN_FLIGHT_MAX);
  private final Semaphore wakes = new Semaphore(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private volatile boolean isClosed;

  Webhooks(Outbox outbox, InstantSource clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  void start() {
    threads.execute(this::loop);
  }

  /** There may be something to deliver. */
  void wake() {
    wakes.release();
  }

  private void loop() {
    while (!isClosed) {
      try {
        wakes.drainPermits();
        if (!deliverSome()) {
          wakes.tryAcquire(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (!isClosed) {
          log.warn("the outbox of webhooks is out of reach", e);
        }
      }
    }
  }

  /** Whether there was anything. */
  private boolean deliverSome() throws InterruptedException {
    places.acquire();
    int free = 1 + places.drainPermits();
    List<Delivery> due = List.of();
    try {
      due = outbox.claim(free);
    } finally {
      places.release(free - due.size());
    }
    for (Delivery delivery : due) {
      threads.execute(() -> deliver(delivery));
    }
    return !due.isEmpty();
  }

  private void deliver(Delivery delivery) {
    try {
      if (isAccepted(delivery)) {
        outbox.delivered(delivery);
      } else {
        outbox.failed(delivery);
      }
    } catch (RuntimeException e) {
      // Claimed as it is, it comes again by itself.
      log.debug("a webhook's outcome was not noted", e);
    } finally {
      places.release();
    }
  }

  private boolean isAccepted(Delivery delivery) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(delivery.url()))
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "application/json; charset=utf-8")
            .header(
                "Stripe-Signature",
                Signature.of(delivery.secret(), clock.instant(), delivery.event()))
            .POST(HttpRequest.BodyPublishers.ofString(delivery.event()))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException unreachable) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    isClosed = true;
    threads.shutdownNow();
    client.shutdownNow();
  }
}
