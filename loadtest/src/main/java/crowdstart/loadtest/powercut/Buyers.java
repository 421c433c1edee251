package crowdstart.loadtest.powercut;

import crowdstart.loadtest.profile.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Place orders as fast as they are answered, and remember each that was acknowledged. */
final class Buyers implements AutoCloseable {
  private static final int COUNT = 48;
  private static final int CREATED = 201;
  private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 20;
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

  private final String run = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
  private final List<URI> orders;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_WAIT_MAX)
          .build();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong numbers = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean isOver;

  /** Begins at once. */
  Buyers(List<URI> nodes, String campaign) {
    orders =
        nodes.stream().map(node -> node.resolve("/v1/campaigns/" + campaign + "/orders")).toList();
    for (int buyer = 0; buyer < COUNT; buyer++) {
      URI address = orders.get(buyer % orders.size());
      threads.add(Thread.ofVirtual().name("buyer-" + buyer).start(() -> buy(address)));
    }
  }

  /** Ids of the orders that were acknowledged, the oldest first. */
  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  int count() {
    return count.get();
  }

  private void buy(URI address) {
    try {
      while (!isOver) {
        place(address, numbers.incrementAndGet());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void place(URI address, long number) throws InterruptedException {
    String body =
        """
        {"tier":"%s","quantity":1,"backer":{"email":"buyer-%s-%d@example.com","name":"Buyer","country":"DE"}}\
        """
            .formatted(Shop.TIER, run, number);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER_WAIT_MAX)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", run + "-" + number)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      Matcher id = ID.matcher(answer.body());
      if (answer.statusCode() == CREATED && id.find()) {
        acknowledged.add(id.group(1));
        count.incrementAndGet();
      } else {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException gone) {
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Returns when nobody asks any more. */
  void stop() {
    isOver = true;
    http.shutdownNow();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
