package crowdstart.loadtest.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crowdstart.loadtest.profile.Afterwards;
import crowdstart.loadtest.profile.OrderTraffic.Sample;
import crowdstart.loadtest.profile.Shop;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaselineTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EmbeddedPostgres database;
  private Baseline baseline;
  private Shop shop;

  @BeforeAll
  void start() throws Exception {
    database =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
    baseline =
        new Baseline(
            new Baseline.Settings("127.0.0.1", 0, database.getJdbcUrl("postgres", "postgres"), 10));
    shop = new Shop(URI.create("http://127.0.0.1:" + baseline.port()), "");
  }

  @AfterAll
  void stop() throws Exception {
    shop.close();
    baseline.close();
    database.close();
  }

  @Test
  void placesAnOrder() throws Exception {
    String campaign = shop.launchCampaign("One order", 10);
    HttpResponse<String> placed = place(campaign, "key-1", 2);
    assertThat(placed.statusCode()).isEqualTo(201);
    JsonNode order = JSON.readTree(placed.body());
    assertThat(order.path("id").asText()).matches("local-[a-z2-7]{26}");
    assertThat(order.path("state").asText()).isEqualTo("held");
    assertThat(order.path("total").asLong()).isEqualTo(5_000);
    assertThat(order.path("currency").asText()).isEqualTo("EUR");
    assertThat(order.path("holdExpiresAt").asText()).endsWith("Z");
    assertThat(order.path("payment").path("clientToken").asText()).isNotEmpty();
    assertThat(placed.headers().firstValue("Location"))
        .contains("/v1/orders/" + order.path("id").asText());
    assertThat(Afterwards.check(shop, List.of(sample(campaign, placed)))).isEmpty();
    assertThat(remaining(campaign)).isEqualTo(8);
  }

  @Test
  void theCheckAfterwardsSeesAnOrderThatIsNotThere() {
    String campaign = shop.launchCampaign("Nobody's order", 10);
    Sample invented =
        new Sample(
            campaign,
            "key-never-sent",
            body("key-never-sent", 1),
            "{\"id\":\"local-aaaaaaaaaaaaaaaaaaaaaaaaaa\"}");
    assertThat(Afterwards.check(shop, List.of(invented))).hasSize(2);
  }

  @Test
  void aKeyWithOtherContentIsRefused() {
    String campaign = shop.launchCampaign("Other content", 10);
    assertThat(place(campaign, "key-1", 1).statusCode()).isEqualTo(201);
    problem(place(campaign, "key-1", 2), 422, "idempotency-key-reused");
    assertThat(place(campaign, "key-1", 1).statusCode()).isEqualTo(201);
  }

  @Test
  void stockIsExactUnderConcurrencyAndRepeatsTakeNone() throws Exception {
    String campaign = shop.launchCampaign("Early bird", 50);
    // 100 backers, each of whom presses the button twice at once, for 50 units.
    List<HttpResponse<String>> answers =
        atOnce(200, number -> place(campaign, "key-" + number / 2, 1));
    Map<Integer, Long> byStatus =
        answers.stream()
            .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
    assertThat(byStatus).containsOnlyKeys(201, 409);
    assertThat(
            answers.stream()
                .filter(answer -> answer.statusCode() == 201)
                .map(HttpResponse::body)
                .distinct())
        .hasSize(50);
    assertThat(remaining(campaign)).isZero();
    assertThat(count("select count(*) from baseline.orders where campaign = '%s'", campaign))
        .isEqualTo(50);
    problem(place(campaign, "too-late", 1), 409, "sold-out");
  }

  @Test
  void refusesWhatTheContractRefuses() {
    String campaign = shop.launchCampaign("Refusals", 10);
    problem(place("local-nobody", "key", 1), 404, "not-found");
    problem(place(campaign, "key", 0), 422, "invalid");
    problem(place(campaign, "", 1), 400, "idempotency-key-missing");
    problem(shop.placeOrder(campaign, "key", "{"), 400, "malformed");
    problem(shop.placeOrder(campaign, "key", "{\"unknown\":1}"), 400, "malformed");
    problem(
        shop.placeOrder(campaign, "key", body("key", 1).replace("early-bird", "late-bird")),
        422,
        "invalid");
    problem(shop.get("/v1/orders/local-nobody"), 404, "not-found");
    assertThat(remainingUnchecked(campaign)).isEqualTo(10);
  }

  private HttpResponse<String> place(String campaign, String key, int quantity) {
    return shop.placeOrder(campaign, key, body(key, quantity));
  }

  private static Sample sample(String campaign, HttpResponse<String> placed) {
    return new Sample(campaign, "key-1", body("key-1", 2), placed.body());
  }

  private static String body(String key, int quantity) {
    return """
    {"tier":"early-bird","quantity":%d,"backer":{"email":"%s@example.com","name":"A Backer","country":"DE"}}\
    """
        .formatted(quantity, key);
  }

  private static void problem(HttpResponse<String> answer, int status, String type) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"type\":\"" + type + "\"");
  }

  private static <T> List<T> atOnce(int times, Function<Integer, T> action) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures =
          IntStream.range(0, times)
              .mapToObj(number -> threads.submit(() -> action.apply(number)))
              .toList();
      List<T> results = new java.util.ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }

  private long remaining(String campaign) throws SQLException {
    return count("select remaining from baseline.tier where campaign = '%s'", campaign);
  }

  private long remainingUnchecked(String campaign) {
    try {
      return remaining(campaign);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long count(String query, String campaign) throws SQLException {
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query.formatted(campaign))) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
