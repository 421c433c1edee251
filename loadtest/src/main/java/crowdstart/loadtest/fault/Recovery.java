package crowdstart.loadtest.fault;

import crowdstart.loadtest.profile.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the entities of a killed node do not answer. Campaigns and orders are spread over the
 * nodes; after a kill the survivors are asked for all of them until they answer.
 */
final class Recovery implements AutoCloseable {
  private static final int CAMPAIGNS = 40;
  private static final int STOCK = 100_000;
  private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(2);
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(1);
  private static final long PAUSE_MILLIS = 100;
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

  /** Whoever answers sooner lived on a node that was not killed. */
  private static final double ELSEWHERE_SECONDS_MAX = 0.5;

  private static final String BODY =
      """
      {"tier":"%s","quantity":1,"backer":{"email":"probe-%d@example.com","name":"Probe","country":"DE"}}\
      """;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_WAIT_MAX)
          .build();
  private final List<String> campaigns = new ArrayList<>();
  private final List<String> orders = new ArrayList<>();
  private final List<Double> seconds = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong numbers = new AtomicLong();

  /** Makes what is asked for later. */
  void prepare(URI node) throws InterruptedException {
    try (Shop shop = new Shop(node, Site.CREATOR_TOKEN)) {
      for (int number = 0; number < CAMPAIGNS; number++) {
        String campaign = shop.launchCampaign("Recovery " + number, STOCK, Shop.ALL_OR_NOTHING);
        campaigns.add(campaign);
        String body = BODY.formatted(Shop.TIER, numbers.incrementAndGet());
        Matcher id = ID.matcher(shop.placeOrder(campaign, "recovery-" + number, body).body());
        if (!id.find()) {
          throw new IllegalStateException("an order could not be placed before the faults");
        }
        orders.add(id.group(1));
      }
    }
  }

  /** Asks until everything is answered; in the background. Called at the moment of the kill. */
  Thread begin(List<URI> survivors) {
    long killed = System.nanoTime();
    return Thread.ofVirtual()
        .name("recovery")
        .start(() -> {
          List<Thread> asking = new ArrayList<>();
          for (String order : orders) {
            asking.add(
                Thread.ofVirtual()
                    .start(() -> await(survivors, killed, node -> read(node, order))));
          }
          for (String campaign : campaigns) {
            long number = numbers.incrementAndGet();
            asking.add(
                Thread.ofVirtual()
                    .start(() -> await(survivors, killed, node -> place(node, campaign, number))));
          }
          join(asking);
        });
  }

  private static void join(List<Thread> asking) {
    try {
      for (Thread each : asking) {
        each.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Question {
    HttpRequest of(URI node);
  }

  private static HttpRequest read(URI node, String order) {
    return HttpRequest.newBuilder(node.resolve("/v1/orders/" + order))
        .timeout(ANSWER_WAIT_MAX)
        .GET()
        .build();
  }

  private static HttpRequest place(URI node, String campaign, long number) {
    return HttpRequest.newBuilder(node.resolve("/v1/campaigns/" + campaign + "/orders"))
        .timeout(ANSWER_WAIT_MAX)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", "recovery-again-" + number)
        .POST(HttpRequest.BodyPublishers.ofString(BODY.formatted(Shop.TIER, number)))
        .build();
  }

  private void await(List<URI> survivors, long killed, Question question) {
    try {
      for (int attempt = 0; ; attempt++) {
        boolean isAnswered = isAnswered(question.of(survivors.get(attempt % survivors.size())));
        double after = (System.nanoTime() - killed) / 1e9;
        if (isAnswered || after > GIVE_UP_AFTER.toSeconds()) {
          if (after > ELSEWHERE_SECONDS_MAX) {
            seconds.add(after);
          }
          return;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAnswered(HttpRequest request) throws InterruptedException {
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 500;
    } catch (IOException e) {
      return false;
    }
  }

  /** How many had to be waited for. */
  int count() {
    return seconds.size();
  }

  /** Seconds from the kill to the answer, of those that had to be waited for; 0 when none had. */
  double percentile(double share) {
    List<Double> sorted = seconds.stream().sorted().toList();
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()) - 1));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
