package crowdstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.Backers.Attempt;
import crowdstart.cluster.LocalCluster;
import crowdstart.cluster.Settings;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes, a JVM each, and one PostgreSQL: a node is killed in the middle of a launch, and what
 * was acknowledged is there (S1, S4, O1, O2, O3, O5).
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ThreeNodesIT {
  private static final int STOCK = 500;
  private static final int BACKERS = 2_000;

  /** Of the backers, how many are answered before a node is killed. */
  private static final int ANSWERED_BEFORE_KILL = 150;

  @TempDir Path directory;
  private @Nullable EmbeddedPostgres postgres;
  private @Nullable LocalCluster cluster;
  private @Nullable DatabaseAddress database;
  private List<String> urls = List.of();

  @BeforeEach
  void startThreeNodes() {
    EmbeddedPostgres started = EmbeddedPostgres.start(directory, 0);
    postgres = started;
    DatabaseAddress address = started.address();
    database = address;
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL", address.url(),
            "DATABASE_USER", address.user(),
            "HTTP_PORT", "18080",
            "MANAGEMENT_PORT", "18558",
            "ARTERY_PORT", "27355",
            "WARM_UP", "PT2S",
            "DEMO_CAMPAIGNS", "false");
    LocalCluster nodes = LocalCluster.start(Main.class, 3, _ -> environment, System.out);
    cluster = nodes;
    nodes.ready().toCompletableFuture().join();
    urls = nodes.nodes().stream().map(ThreeNodesIT::url).toList();
  }

  @AfterEach
  void stopAll() {
    if (cluster != null) {
      cluster.stop();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void aNodeIsKilledInTheMiddleOfALaunch() throws Exception {
    try (Backers backers = new Backers(urls)) {
      String campaign = backers.launchCampaign(STOCK);

      List<Attempt> attempts = backers.startOrders(campaign, BACKERS);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> backers.answered() >= ANSWERED_BEFORE_KILL);
      Objects.requireNonNull(cluster).kill(3);
      backers.useOnly(urls.subList(0, 2));
      attempts.forEach(Attempt::await);

      Set<String> sold =
          attempts.stream()
              .filter(Attempt::isPlaced)
              .map(Attempt::orderId)
              .collect(Collectors.toSet());
      assertThat(attempts).allMatch(attempt -> attempt.isPlaced() || attempt.isSoldOut());
      assertThat(sold).as("one order for each key").hasSize(STOCK);
      assertThat(ordersInJournal())
          .as("J holds what was acknowledged, and no ghosts")
          .isEqualTo(sold);
      for (Attempt attempt : attempts) {
        if (attempt.isPlaced()) {
          assertThat(backers.repeat(campaign, attempt).body())
              .as("a repeat on a node that lives gets the first answer")
              .isEqualTo(attempt.body());
          assertThat(backers.read("/v1/orders/" + attempt.orderId()).get("state").asText())
              .isEqualTo("held");
        }
      }
      JsonNode tier = backers.read("/v1/campaigns/" + campaign + "/stats").get("tiers").get(0);
      assertThat(tier.get("remaining").asInt()).isZero();
      assertThat(tier.get("held").asInt()).isEqualTo(STOCK);
    }
  }

  private Set<String> ordersInJournal() throws SQLException {
    try (Connection connection = Objects.requireNonNull(database).connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select substr(persistence_id, 7) from order_journal.event_journal"
                    + " where event_ser_manifest = 'order-placed.1'")) {
      Set<String> orders = new HashSet<>();
      while (rows.next()) {
        assertThat(orders.add(rows.getString(1))).as("placed once").isTrue();
      }
      return orders;
    }
  }

  private static String url(Settings node) {
    return "http://" + node.http();
  }
}
