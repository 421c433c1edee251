package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crowdstart.checkout.Checkout;
import crowdstart.http.checkout.CheckoutShedding;
import crowdstart.http.connection.StaticAnswers;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CampaignTest {
  private static TestNode node;
  private static Client client;

  @BeforeAll
  static void start() {
    node = TestNode.start();
    client = new Client(node);
  }

  @AfterAll
  static void stop() {
    client.close();
    node.close();
  }

  @Test
  void whatIsCreatedIsReadBack() {
    Client.Answer created = client.post("/v1/campaigns", Given.campaign(10));

    assertThat(created.header("Location")).isEqualTo("/v1/campaigns/" + created.id());
    assertThat(created.json().path("state").asText()).isEqualTo("draft");
    assertThat(created.json().path("story").asText()).contains("\n");
    Client.Answer read = client.get("/v1/campaigns/" + created.id());
    assertThat(read.text()).isEqualTo(created.text());
    assertThat(read.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void tiersWithoutAnIdGetOne() {
    String tiers =
        """
        {"tiers":[{"title":"a","price":50},{"id":"t1","title":"b","price":50,"limit":null},
         {"title":"c","price":50}]}\
        """;
    String path = "/v1/campaigns/" + Given.draft(client, node, 10);

    JsonNode edited = client.patch(path, tiers).json();

    assertThat(edited.path("tiers").findValuesAsText("id")).containsExactly("t2", "t1", "t3");
  }

  @Test
  void lengthsAreOfCodePointsAndWholeNumbersMayHavePoints() {
    ObjectNode campaign = Given.campaign(10);
    campaign.put("title", "\uD83D\uDCA1".repeat(120));
    String asWhole = campaign.toString().replace(":4900,", ":49e2,").replace(":6900", ":6900.0");

    Client.Answer created = client.postText("/v1/campaigns", asWhole);

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.json().path("tiers").findValuesAsText("price"))
        .containsExactly("4900", "6900");
    campaign.put("title", "\uD83D\uDCA1".repeat(121));
    assertThat(client.post("/v1/campaigns", campaign).pointers()).containsExactly("/title");
  }

  @Test
  void aLiveCampaignKeepsWhatBackersReliedOn() {
    String id = Given.liveCampaign(client, node, 10);
    String path = "/v1/campaigns/" + id;
    Given.placed(client, node, id, Given.order("early-bird", 5, "one@example.org"), "k");

    assertThat(client.patch(path, "{\"goal\":1}").pointers()).containsExactly("/goal");
    assertThat(client.patch(path, tiers(4)).pointers()).containsExactly("/tiers/0/limit");
    JsonNode tier = client.patch(path, tiers(5)).json().path("tiers").path(0);
    assertThat(tier.path("limit").asInt()).isEqualTo(5);
    assertThat(tier.path("remaining").asInt()).isZero();
  }

  @Test
  void whatATierLeavesOutStaysAndANullTakesItAway() {
    String path = "/v1/campaigns/" + Given.liveCampaign(client, node, 10);
    String tiers =
        "{\"tiers\":[{\"id\":\"early-bird\",\"title\":\"Early\",\"price\":4900%s},"
            + "{\"id\":\"lamp\",\"title\":\"One lamp\",\"price\":6900}]}";

    JsonNode kept = client.patch(path, tiers.formatted("")).json().path("tiers").path(0);
    assertThat(kept.path("title").asText()).isEqualTo("Early");
    assertThat(kept.path("limit").asInt()).isEqualTo(10);
    JsonNode lifted = client.patch(path, tiers.formatted(",\"limit\":null")).json();
    assertThat(lifted.path("tiers").path(0).path("limit").isNull()).isTrue();
  }

  @Test
  void aPageThatHasNotChangedIsNotSentAgain() {
    String id = Given.liveCampaign(client, node, 10);
    String path = "/v1/campaigns/" + id;
    Client.Answer first = client.get(path);
    String tag = first.response().headers().firstValue("ETag").orElseThrow();

    assertThat(first.header("Cache-Control")).startsWith("public, max-age=1");
    assertThat(client.get(path, "If-None-Match", "\"other\", W/" + tag).status()).isEqualTo(304);
    assertThat(client.get(path, "If-None-Match", "\"other\"", "If-None-Match", tag).status())
        .as("a list may stand on several lines")
        .isEqualTo(304);
    client.patch(path, "{\"title\":\"Another\"}");
    assertThat(client.get(path, "If-None-Match", tag).status()).isEqualTo(200);
  }

  @Test
  void headIsGetWithoutTheBody() {
    String path = "/v1/campaigns/" + Given.liveCampaign(client, node, 10);
    for (String each : new String[] {path, path + "/stats", path + "/stats/stream", "/docs"}) {
      Client.Answer head = client.head(each);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.text()).isEmpty();
    }
  }

  @Test
  void cancellingReturnsTheStockAndEndsTheSale() {
    String id = Given.liveCampaign(client, node, 10);
    Given.placed(client, node, id, Given.order("early-bird", 5, "one@example.org"), "k");

    JsonNode cancelled = client.post("/v1/campaigns/" + id + "/cancel").json();

    assertThat(cancelled.path("state").asText()).isEqualTo("cancelled");
    assertThat(cancelled.path("held").asLong()).isZero();
    assertThat(
            Given.placed(client, node, id, Given.order("lamp", 1, "two@example.org"), "k").type())
        .isEqualTo("campaign-not-live");
  }

  @Test
  void metricsTellRoutesAndGates() {
    String id = Given.liveCampaign(client, node, 10);
    Given.placed(client, node, id, Given.order("early-bird", 1, "one@example.org"), "k");

    assertThat(node.metrics.scrape())
        .contains("crowdstart_http_answers_total{method=\"POST\",")
        .contains("route=\"/v1/campaigns/{campaign}/orders\",status=\"201\"}")
        .contains("crowdstart_http_answer_seconds_bucket{")
        .contains("crowdstart_gate_queue_commands{campaign=\"" + id + "\"}")
        .contains("crowdstart_gate_commit_seconds_bucket{campaign=\"" + id + "\",le=\"0.005\"}")
        .contains("crowdstart_gate_commit_seconds_count{campaign=\"" + id + "\"}")
        .contains("crowdstart_checkouts_in_flight");
  }

  @Test
  void anOrderThatIsNotReadIsCountedWithTheRest() {
    CheckoutShedding full =
        new CheckoutShedding(
            new Checkout(node.engine.orders(), 0), StaticAnswers.COME_BACK, node.metrics.routes());
    String order =
        "POST /v1/campaigns/local-00000000000000000000000000/orders HTTP/1.1\r\n"
            + "Content-Length: 2\r\n\r\n{}";

    assertThat(full.answer(ByteString.fromString(order))).isSameAs(StaticAnswers.COME_BACK);

    assertThat(node.metrics.scrape())
        .contains("route=\"/v1/campaigns/{campaign}/orders\",status=\"503\"} 1.0");
  }

  private static String tiers(int limit) {
    return """
    {"tiers":[{"id":"early-bird","title":"Early","price":4900,"limit":%d},
     {"id":"lamp","title":"One lamp","price":6900}]}\
    """
        .formatted(limit);
  }
}
