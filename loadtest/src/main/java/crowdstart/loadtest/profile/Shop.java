package crowdstart.loadtest.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a load test does at leisure, before and after the load: make campaigns, and look things up.
 * Blocking.
 */
public final class Shop implements AutoCloseable {
  /** The tier that every order asks for. */
  public static final String TIER = "early-bird";

  /** Stock of a tier that is not meant to sell out. */
  public static final int STOCK_HUGE = 10_000_000;

  /** Backers are charged when the campaign closes as funded. */
  public static final String ALL_OR_NOTHING = "all-or-nothing";

  /** Backers are charged as soon as their cards are secured. */
  public static final String KEEP_WHAT_YOU_RAISE = "keep-what-you-raise";

  private static final int PRICE = 2_500;
  private static final Duration ANSWER_WAIT = Duration.ofSeconds(30);
  private static final int UNKNOWN = 503;
  private static final Duration INSIST_MAX = Duration.ofSeconds(30);
  private static final Duration INSIST_PAUSE = Duration.ofMillis(500);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_WAIT)
          .build();
  private final URI server;
  private final String creatorToken;

  /** {@code creatorToken} is empty where the server asks creators for none. */
  public Shop(URI server, String creatorToken) {
    this.server = server;
    this.creatorToken = creatorToken;
  }

  /** Creates and launches a campaign with one tier and returns its id. */
  public String launchCampaign(String title, int stock) {
    return launchCampaign(title, stock, KEEP_WHAT_YOU_RAISE);
  }

  /** The same, with backers charged as {@code fundingModel} says. */
  public String launchCampaign(String title, int stock, String fundingModel) {
    ObjectNode campaign =
        JSON.createObjectNode()
            .put("title", title)
            .put("story", "Made by a load test.")
            .put("creator", "loadtest")
            .put("currency", "EUR")
            .put("goal", 5_000_000)
            .put(
                "deadline",
                Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS).toString())
            .put("fundingModel", fundingModel);
    campaign
        .putArray("tiers")
        .addObject()
        .put("id", TIER)
        .put("title", "Early bird")
        .put("price", PRICE)
        .put("limit", stock);
    return launch(campaign);
  }

  /** Creates and launches a campaign of which everything is said, and returns its id. */
  public String launch(ObjectNode campaign) {
    String id = expect(201, insist("/v1/campaigns", campaign.toString())).path("id").asText();
    expect(200, insist("/v1/campaigns/" + id + "/launch", ""));
    return id;
  }

  /**
   * Asks until somebody knows: nodes that have met a moment ago, on a busy machine, may not answer
   * in time. A campaign that was created all the same is in nobody's way.
   */
  private HttpResponse<String> insist(String path, String body) {
    long end = System.nanoTime() + INSIST_MAX.toNanos();
    HttpResponse<String> answer = post(path, body);
    while (answer.statusCode() == UNKNOWN && System.nanoTime() < end) {
      LockSupport.parkNanos(INSIST_PAUSE.toNanos());
      answer = post(path, body);
    }
    return answer;
  }

  /** Places an order as the load does, and returns the whole answer. */
  public HttpResponse<String> placeOrder(String campaign, String key, String body) {
    return send(
        request("/v1/campaigns/" + campaign + "/orders")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpResponse<String> post(String path, String body) {
    HttpRequest.Builder request = request(path);
    if (!creatorToken.isEmpty()) {
      request.header("Authorization", "Bearer " + creatorToken);
    }
    if (body.isEmpty()) {
      return send(request.POST(HttpRequest.BodyPublishers.noBody()));
    }
    return send(
        request
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(ANSWER_WAIT);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + server, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + server, e);
    }
  }

  private static JsonNode expect(int status, HttpResponse<String> response) {
    if (response.statusCode() != status) {
      throw new IllegalStateException(
          "%s answered %d, not %d: %s"
              .formatted(response.uri(), response.statusCode(), status, response.body()));
    }
    return json(response.body());
  }

  static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON", e);
    }
  }
}
