package crowdstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many backers who each want one unit, on many connections, and who do what a good client does:
 * they repeat the same request, on any node, until they know; some repeat it for no reason at all.
 */
final class Backers implements AutoCloseable {
  private static final int AT_ONCE_MAX = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int NEEDLESS_REPEAT_EVERY = 5;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore atOnce = new Semaphore(AT_ONCE_MAX);
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger turn = new AtomicInteger();
  private final ObjectMapper json = new ObjectMapper();
  private volatile List<String> urls;

  Backers(List<String> urls) {
    this.urls = urls;
  }

  void useOnly(List<String> alive) {
    urls = alive;
  }

  /** Backers who know the outcome of their order. */
  int answered() {
    return answered.get();
  }

  String launchCampaign(int stock) throws IOException, InterruptedException {
    String body =
        """
        {"title":"A launch","story":"","creator":"studio","currency":"EUR","goal":100000,
         "deadline":"%s","fundingModel":"all-or-nothing",
         "tiers":[{"id":"early-bird","title":"Early bird","price":4900,"limit":%d}]}
        """
            .formatted(Instant.now().plus(Duration.ofDays(1)), stock);
    JsonNode created = json.readTree(post("/v1/campaigns", "", body).body());
    String campaign = created.get("id").asText();
    post("/v1/campaigns/" + campaign + "/launch", "", "");
    return campaign;
  }

  List<Attempt> startOrders(String campaign, int count) {
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      attempts.add(new Attempt(number, threads.submit(() -> order(campaign, number))));
    }
    return attempts;
  }

  HttpResponse<String> repeat(String campaign, Attempt attempt)
      throws IOException, InterruptedException {
    return send(campaign, attempt.number());
  }

  JsonNode read(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path)).GET().build();
    return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private HttpResponse<String> order(String campaign, int number) throws InterruptedException {
    atOnce.acquire();
    try {
      HttpResponse<String> answer = untilKnown(campaign, number);
      if (number % NEEDLESS_REPEAT_EVERY == 0 && answer.statusCode() == 201) {
        HttpResponse<String> again = untilKnown(campaign, number);
        if (!again.body().equals(answer.body())) {
          throw new AssertionError("a repeat was answered " + again.body());
        }
      }
      answered.incrementAndGet();
      return answer;
    } finally {
      atOnce.release();
    }
  }

  private HttpResponse<String> untilKnown(String campaign, int number) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      try {
        HttpResponse<String> answer = send(campaign, number);
        if (answer.statusCode() != 503) {
          return answer;
        }
      } catch (IOException _) {
        // The node is gone, or going: the outcome is unknown, and the same request may be sent
        // again.
      }
    }
    throw new AssertionError("order " + number + " got no answer within " + PATIENCE);
  }

  private HttpResponse<String> send(String campaign, int number)
      throws IOException, InterruptedException {
    String body =
        """
        {"tier":"early-bird","quantity":1,
         "backer":{"email":"backer-%d@example.org","name":"Backer %d","country":"DE"}}
        """
            .formatted(number, number);
    return post("/v1/campaigns/" + campaign + "/orders", "key-" + number, body);
  }

  private HttpResponse<String> post(String path, String key, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(15))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String url() {
    List<String> now = urls;
    return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.shutdownNow();
  }

  /** One backer's order, with its answer. */
  record Attempt(int number, Future<HttpResponse<String>> answer) {
    HttpResponse<String> await() {
      try {
        return answer.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError("order " + number, e);
      }
    }

    boolean isPlaced() {
      return await().statusCode() == 201;
    }

    boolean isSoldOut() {
      return await().statusCode() == 409 && body().contains("\"sold-out\"");
    }

    String body() {
      return await().body();
    }

    String orderId() {
      String body = body();
      int start = body.indexOf("\"id\":\"") + 6;
      return body.substring(start, body.indexOf('"', start));
    }
  }
}
