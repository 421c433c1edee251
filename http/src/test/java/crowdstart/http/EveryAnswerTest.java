package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crowdstart.http.creator.Creators;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Brings about every answer that openapi.yaml names, of every operation. */
class EveryAnswerTest {
  private static final String UNKNOWN = "/v1/campaigns/local-00000000000000000000000000";
  private static final String UNKNOWN_ORDER = "/v1/orders/local-00000000000000000000000000";
  private static final String TOO_LARGE = "{\"title\":\"" + "x".repeat(70_000) + "\"}";

  @Test
  void everyOperationAndStatusIsExercised() {
    try (TestNode node = TestNode.start();
        Client client = new Client(node)) {
      documentation(client);
      campaigns(client, node);
      orders(client, node);
      stats(client, node);
      EveryWebhookAnswer.given(client, node);
      EveryMoneyAnswer.everything(client, node);
      EveryParcelAnswer.given(client, node);
    }
    try (TestNode node =
            TestNode.withCreators(
                new Creators.Token("token-of-one-creator", "folding-light"),
                new Creators.Token("token-of-the-other", "b"),
                new Creators.Token("token-of-an-operator==", null));
        Client client = new Client(node)) {
      creators(client, node);
      EveryParcelAnswer.creators(client, node);
    }
    try (TestNode node = TestNode.cutOff();
        Client client = new Client(node)) {
      cutOff(client);
      EveryParcelAnswer.cutOff(client);
    }

    TreeSet<String> missing = new TreeSet<>(Client.CONTRACT.all());
    missing.removeAll(Client.CONTRACT.seen());
    assertThat(missing).as("in openapi.yaml, and never seen").isEmpty();
    TreeSet<String> undocumented = new TreeSet<>(Client.CONTRACT.seen());
    undocumented.removeAll(Client.CONTRACT.all());
    assertThat(undocumented).as("seen, and not in openapi.yaml").isEmpty();
  }

  private static void documentation(Client client) {
    expect(302, client.get("/"));
    expect(200, client.get("/openapi.yaml"));
    assertThat(expect(200, client.get("/docs")).text()).doesNotContain("https://");
    for (String asset :
        new String[] {"start.js", "swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"}) {
      expect(200, client.get("/docs/" + asset));
    }
    expect(404, client.get("/docs/other.js"));
  }

  private static void campaigns(Client client, TestNode node) {
    expect(422, client.get("/v1/campaigns?limit=0"));
    expect(400, client.postText("/v1/campaigns", "{"));
    expect(413, client.postText("/v1/campaigns", TOO_LARGE));
    expect(415, client.postText("/v1/campaigns", "{}", "Content-Type", "text/plain"));
    expect(422, client.postText("/v1/campaigns", "{}"));

    String draft = "/v1/campaigns/" + Given.draft(client, node, 5);
    expect(400, client.patch(draft, "{"));
    expect(413, client.patch(draft, TOO_LARGE));
    expect(415, client.patch(draft, "{}", "Content-Type", "text/plain"));
    expect(422, client.patch(draft, "{\"goal\":0}"));
    expect(200, client.patch(draft, "{\"goal\":1000}"));
    expect(200, client.patch(draft, "{\"tiers\":[]}"));
    expect(422, client.post(draft + "/launch"));
    expect(200, client.patch(draft, "{\"tiers\":[{\"title\":\"One\",\"price\":100}]}"));
    expect(200, client.post(draft + "/launch"));
    expect(200, client.get("/v1/campaigns?state=live"));
    Client.Answer read = expect(200, client.get(draft));
    String tag = read.response().headers().firstValue("ETag").orElseThrow();
    expect(304, client.get(draft, "If-None-Match", tag));
    expect(200, client.post(draft + "/cancel"));
    expect(409, client.patch(draft, "{\"title\":\"Too late\"}"));
    expect(409, client.post(draft + "/launch"));
    expect(200, client.post(draft + "/cancel"));

    expect(404, client.get(UNKNOWN));
    expect(404, client.patch(UNKNOWN, "{\"title\":\"x\"}"));
    expect(404, client.post(UNKNOWN + "/launch"));
    expect(404, client.post(UNKNOWN + "/cancel"));
    closedByDeadline(client);
  }

  /** Only a campaign that ended otherwise cannot be cancelled. */
  private static void closedByDeadline(Client client) {
    ObjectNode campaign = Given.campaign(5);
    campaign.put("deadline", java.time.Instant.now().plusSeconds(2).toString());
    String path = "/v1/campaigns/" + client.post("/v1/campaigns", campaign).id();
    expect(200, client.post(path + "/launch"));
    org.awaitility.Awaitility.await()
        .until(() -> client.get(path + "/stats").json().path("state").asText().equals("unfunded"));
    expect(409, client.post(path + "/cancel"));
  }

  private static void orders(Client client, TestNode node) {
    String campaign = Given.liveCampaign(client, node, 1);
    String path = "/v1/campaigns/" + campaign + "/orders";
    ObjectNode order = Given.order("early-bird", 1, "one@example.org");
    expect(400, client.post(path, order));
    expect(404, client.post(UNKNOWN + "/orders", order, "Idempotency-Key", "k"));
    expect(413, client.postText(path, TOO_LARGE, "Idempotency-Key", "k"));
    expect(415, client.postText(path, "{}", "Idempotency-Key", "k", "Content-Type", "text/plain"));
    expect(422, client.postText(path, "{}", "Idempotency-Key", "k"));
    Client.Answer placed = expect(201, Given.placed(client, node, campaign, order, "k"));
    expect(
        409,
        client.post(path, Given.order("early-bird", 1, "two@example.org"), "Idempotency-Key", "k"));

    expect(200, client.get(path));
    Client.Answer csv = expect(200, client.get(path, "Accept", "text/csv"));
    assertThat(csv.text()).startsWith("id,state,").contains(placed.id());
    assertThat(csv.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"orders-" + campaign + ".csv\"");
    expect(404, client.get(UNKNOWN + "/orders"));
    expect(406, client.get(path, "Accept", "image/png"));
    expect(422, client.get(path + "?cursor=none"));
    expect(422, client.get(path + "?state=none"));
    expect(422, client.get(path + "?tier=A%20B"));
    expect(422, client.get(path + "?country=de"));
    assertThat(expect(200, client.get(path + "?tier=early-bird&country=SE")).text())
        .contains(placed.id());
    assertThat(expect(200, client.get(path + "?tier=other")).json().path("items")).isEmpty();
    assertThat(expect(200, client.get(path + "?state=cancelled")).json().path("items")).isEmpty();

    String one = "/v1/orders/" + placed.id();
    expect(200, client.get(one));
    expect(404, client.get(UNKNOWN_ORDER));
    expect(404, client.post(UNKNOWN_ORDER + "/cancel"));
    node.engine
        .orders()
        .expire(new crowdstart.identity.OrderId(placed.id()), Instant.now().plusSeconds(86_400))
        .toCompletableFuture()
        .join();
    expect(409, client.post(one + "/cancel"));
    Client.Answer other =
        Given.placed(client, node, campaign, Given.order("lamp", 1, "three@example.org"), "k");
    expect(200, client.post("/v1/orders/" + other.id() + "/cancel"));
  }

  private static void stats(Client client, TestNode node) {
    String path = "/v1/campaigns/" + Given.liveCampaign(client, node, 5) + "/stats";
    expect(200, client.get(path));
    expect(404, client.get(UNKNOWN + "/stats"));
    expect(404, client.get(UNKNOWN + "/stats/stream"));
    expect(406, client.get(path + "/stream", "Accept", "text/html"));
    try (InputStream events = client.open(path + "/stream").body()) {
      assertThat(events.read()).isPositive();
      Client.CONTRACT.seen().add("streamStats 200");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void creators(Client client, TestNode node) {
    String[] one = {"Authorization", "Bearer token-of-one-creator"};
    String[] other = {"Authorization", "bearer token-of-the-other"};
    ObjectNode campaign = Given.campaign(5);
    expect(401, client.post("/v1/campaigns", campaign));
    expect(401, client.post("/v1/campaigns", campaign, "Authorization", "Bearer token-of-two"));
    expect(403, client.post("/v1/campaigns", campaign, other));
    campaign.remove("creator");
    Client.Answer created = expect(201, client.post("/v1/campaigns", campaign, one));
    assertThat(created.json().path("creator").asText()).isEqualTo("folding-light");
    node.lists.campaign(created.id());

    String path = "/v1/campaigns/" + created.id();
    expect(401, client.get("/v1/campaigns?state=draft"));
    assertThat(expect(200, client.get("/v1/campaigns?state=draft", one)).json().path("items"))
        .hasSize(1);
    assertThat(expect(200, client.get("/v1/campaigns?state=draft", other)).json().path("items"))
        .isEmpty();
    expect(401, client.patch(path, "{\"title\":\"x\"}"));
    expect(403, client.patch(path, "{\"title\":\"x\"}", other));
    expect(200, client.patch(path, "{\"title\":\"x\"}", one));
    expect(401, client.get(path + "/orders"));
    expect(403, client.get(path + "/orders", other));
    expect(200, client.get(path + "/orders", one));
    expect(200, client.get(path + "/orders", "Authorization", "Bearer token-of-an-operator=="));
    for (String[] nobodyWithMore : new String[][] {{}, other}) {
      assertThat(expect(200, client.get(path + "/stats", nobodyWithMore)).json().has("creator"))
          .isFalse();
    }
    JsonNode own = expect(200, client.get(path + "/stats", one)).json().path("creator");
    assertThat(own.path("payable").asLong()).isEqualTo(4_806);
    assertThat(own.path("orders").path("confirmed").asLong()).isEqualTo(1);
    expect(401, client.get(path + "/stats", "Authorization", "Bearer token-of-nobody-here"));
    EveryWebhookAnswer.ofOthers(client, path, other);
    expect(200, client.get(path + "/webhooks", one));
    for (String step : new String[] {"/launch", "/cancel"}) {
      expect(401, client.post(path + step));
      expect(403, client.post(path + step, other));
      expect(200, client.post(path + step, one));
      if (step.equals("/launch")) {
        EveryMoneyAnswer.ofOthers(client, node, path, other);
      }
    }
  }

  private static void cutOff(Client client) {
    expect(503, client.get("/v1/campaigns"));
    expect(503, client.post("/v1/campaigns", Given.campaign(5)));
    expect(503, client.get(UNKNOWN));
    expect(503, client.patch(UNKNOWN, "{\"title\":\"x\"}"));
    expect(503, client.post(UNKNOWN + "/launch"));
    expect(503, client.post(UNKNOWN + "/cancel"));
    expect(503, client.get(UNKNOWN + "/stats"));
    expect(503, client.get(UNKNOWN + "/stats/stream"));
    expect(503, client.get(UNKNOWN + "/orders"));
    expect(
        503,
        client.post(
            UNKNOWN + "/orders", Given.order("lamp", 1, "a@example.org"), "Idempotency-Key", "k"));
    EveryWebhookAnswer.cutOff(client);
    EveryMoneyAnswer.cutOff(client);
    expect(503, client.get(UNKNOWN_ORDER));
    expect(503, client.post(UNKNOWN_ORDER + "/cancel"));
  }

  static Client.Answer expect(int status, Client.Answer answer) {
    assertThat(answer.status())
        .as("%s: %s", answer.response().request(), answer.text())
        .isEqualTo(status);
    return answer;
  }
}
