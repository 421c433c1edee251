package crowdstart.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What backers and creators do over HTTP. They repeat the same request, on any node that there is,
 * until they know; a node that is gone is no answer.
 */
final class Shoppers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final ObjectMapper json = new ObjectMapper();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private volatile List<String> urls;

  /** An answer that is one. */
  record Answer(int status, JsonNode body) {}

  Shoppers(List<String> urls) {
    this.urls = urls;
  }

  void useOnly(List<String> alive) {
    urls = alive;
  }

  /** How many requests were answered so far. */
  int answered() {
    return answered.get();
  }

  String launch(String fundingModel, long goal, Instant deadline) {
    String body =
        """
        {"title":"A lamp","story":"","creator":"studio","currency":"EUR","goal":%d,
         "deadline":"%s","fundingModel":"%s",
         "tiers":[{"id":"lamp","title":"One lamp","price":4900}]}
        """
            .formatted(goal, deadline, fundingModel);
    String campaign = send("POST", "/v1/campaigns", body, "").body().get("id").asText();
    send("POST", "/v1/campaigns/" + campaign + "/launch", "", "");
    return campaign;
  }

  /** The order of this number; a repeat finds it. */
  String order(String campaign, int number) {
    String body =
        """
        {"tier":"lamp","quantity":1,
         "backer":{"email":"backer-%d@example.org","name":"Backer %d","country":"DE"}}
        """
            .formatted(number, number);
    Answer answer = send("POST", "/v1/campaigns/" + campaign + "/orders", body, "key-" + number);
    if (answer.status() != 201) {
      throw new AssertionError("an order was answered " + answer);
    }
    return answer.body().get("id").asText();
  }

  /** Gives a card, as the payment asks; a payment that wants none is left alone. */
  void pay(Browser browser, String order, String card) {
    Answer answer = send("POST", "/v1/orders/" + order + "/payment", "", "");
    JsonNode action = answer.body().path("action");
    if (action.path("type").asText().equals("setup")) {
      browser.giveCard(action.get("reference").asText(), action.get("clientSecret").asText(), card);
    }
  }

  Answer get(String path) {
    return send("GET", path, "", "");
  }

  Answer post(String path, String body, String key) {
    return send("POST", path, body, key);
  }

  private Answer send(String method, String path, String body, String key) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      try {
        HttpResponse<String> answer = http.send(request(method, path, body, key), ofString());
        if (answer.statusCode() != 503) {
          answered.incrementAndGet();
          return new Answer(answer.statusCode(), json.readTree(answer.body()));
        }
        pause();
      } catch (IOException _) {
        // The node is gone, or going: the outcome is unknown, and the same may be sent again.
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
    throw new AssertionError(method + " got no answer within " + PATIENCE);
  }

  private HttpRequest request(String method, String path, String body, String key) {
    List<String> now = urls;
    String url = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(ANSWER_WAIT)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return request.build();
  }

  private static HttpResponse.BodyHandler<String> ofString() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(PAUSE.toNanos());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
