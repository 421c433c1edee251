package crowdstart.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * All journals live on another server than the views, in three databases: orders are placed, paid,
 * disputed and shipped as ever, also behind a restart, and a node that is pointed elsewhere does
 * not start.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class JournalsApartIT {
  private static final int ORDERS = 6;
  private static final Duration WAIT = Duration.ofMinutes(2);
  private static final String SHIPPED =
      "{\"state\":\"shipped\",\"carrier\":\"Post\",\"tracking\":\"RR1\"}";

  @TempDir Path directory;

  @Test
  void everyStreamRunsBetweenDatabases() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder("journals"), 0)) {
      DatabaseAddress checkout = create(server, "checkout");
      DatabaseAddress payments = create(server, "payments");
      DatabaseAddress parcels = create(server, "parcels");
      DatabaseAddress empty = create(server, "empty");
      Map<String, String> apart = new HashMap<>();
      point(apart, "CAMPAIGN", checkout);
      point(apart, "ORDER", checkout);
      point(apart, "PAYMENT", payments);
      point(apart, "FULFILMENT", parcels);
      try (MoneyNodes nodes = new MoneyNodes(folder("views"), apart);
          Shoppers shoppers = new Shoppers(nodes.start(1));
          Browser browser = new Browser(nodes.sandbox.address())) {
        String campaign =
            shoppers.launch("keep-what-you-raise", 100, Instant.now().plus(Duration.ofDays(1)));
        List<String> orders = new ArrayList<>();
        buy(shoppers, browser, campaign, orders);
        awaitShipments(shoppers, campaign, "ready", ORDERS);

        nodes.kill(1);
        nodes.stop();
        nodes.start(1);

        orders.forEach(order -> ship(shoppers, campaign, order));
        buy(shoppers, browser, campaign, orders);
        awaitShipments(shoppers, campaign, "ready", ORDERS);
        awaitShipments(shoppers, campaign, "shipped", ORDERS);
        judge(shoppers, campaign, orders);
        DisputedParcel.waitsUntilItIsDecided(nodes.sandbox, shoppers, browser);
        assertThat(
                Reconciliation.differences(nodes.sandbox.ledger(), Books.read(checkout, payments)))
            .isEmpty();
        for (String journal : List.of("campaign", "order", "payment", "fulfilment")) {
          assertThat(events(nodes.database(), journal)).as("beside the views").isZero();
        }
        assertThat(events(checkout, "campaign")).isPositive();
        assertThat(events(parcels, "fulfilment")).isPositive();

        nodes.stop();
        assertThat(nodes.refusal(pointed("ORDER", empty)))
            .contains("order-journal is not at " + empty)
            .contains("last seen at " + checkout);
        assertThat(nodes.refusal(Map.of("PAYMENT_DATABASE_URL", "", "PAYMENT_DATABASE_USER", "")))
            .contains("payment-journal is not at " + nodes.database());
        nodes.start(1);
        judge(shoppers, campaign, orders);

        execute(server, "alter database checkout with allow_connections false");
        execute(
            server,
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'checkout'");
        awaitNotReady();
        nodes.kill(1);
      }
    }
  }

  /** So many more orders, each with a card. */
  private static void buy(
      Shoppers shoppers, Browser browser, String campaign, List<String> orders) {
    for (int i = 0; i < ORDERS; i++) {
      String order = shoppers.order(campaign, orders.size());
      shoppers.pay(browser, order, TrialCard.VISA.method);
      orders.add(order);
    }
  }

  private static void ship(Shoppers shoppers, String campaign, String order) {
    assertThat(
            shoppers
                .post("/v1/campaigns/" + campaign + "/shipments/" + order, SHIPPED, "")
                .status())
        .isEqualTo(200);
  }

  private static void awaitShipments(Shoppers shoppers, String campaign, String state, int count) {
    Awaitility.await(count + " shipments are " + state)
        .atMost(WAIT)
        .pollInterval(Duration.ofMillis(200))
        .until(() ->
            shoppers
                    .get("/v1/campaigns/" + campaign + "/shipments?state=" + state)
                    .body()
                    .get("items")
                    .size()
                == count);
  }

  /** What the views say, which are all in one database, and what the entities say. */
  private static void judge(Shoppers shoppers, String campaign, List<String> orders) {
    long sum = orders.size() * 4_900L;
    Awaitility.await("the views have come to the end of their feeds")
        .atMost(WAIT)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> {
          JsonNode ledger = shoppers.get("/v1/campaigns/" + campaign + "/ledger").body();
          assertThat(ledger.get("captured").asLong()).isEqualTo(sum);
          JsonNode list =
              shoppers.get("/v1/campaigns/" + campaign + "/orders?state=confirmed").body();
          assertThat(list.get("items").findValuesAsText("id"))
              .containsExactlyInAnyOrderElementsOf(orders);
          assertThat(shoppers.get("/v1/campaigns/" + campaign).body().get("pledged").asLong())
              .isEqualTo(sum);
        });
    assertThat(orders)
        .allSatisfy(order ->
            assertThat(shoppers.get("/v1/orders/" + order).body().get("state").asText())
                .isEqualTo("confirmed"));
  }

  /** Without the journals of campaigns and orders a node can sell nothing. */
  private static void awaitNotReady() {
    HttpRequest probe =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:18568/health/ready")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      Awaitility.await("the node is not ready")
          .atMost(WAIT)
          .until(() ->
              http.send(probe, HttpResponse.BodyHandlers.ofString())
                  .body()
                  .contains("no answer from the database of the campaign-journal"));
    }
  }

  private static long events(DatabaseAddress database, String journal) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery("select count(*) from " + journal + "_journal.event_journal")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Map<String, String> pointed(String journal, DatabaseAddress database) {
    Map<String, String> settings = new HashMap<>();
    point(settings, journal, database);
    return settings;
  }

  private static void point(
      Map<String, String> settings, String journal, DatabaseAddress database) {
    settings.put(journal + "_DATABASE_URL", database.url());
    settings.put(journal + "_DATABASE_USER", database.user());
  }

  private static DatabaseAddress create(EmbeddedPostgres server, String name) throws SQLException {
    execute(server, "create database " + name);
    DatabaseAddress address = server.address();
    return new DatabaseAddress(
        address.url().substring(0, address.url().lastIndexOf('/') + 1) + name,
        address.user(),
        address.password());
  }

  private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
    try (var connection = server.address().connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Path folder(String name) throws java.io.IOException {
    return Files.createDirectories(directory.resolve(name));
  }
}
