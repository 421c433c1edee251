package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
      webhooks(client, node);
    }
    try (TestNode node =
            TestNode.withCreators(
                "folding-light=token-of-one-creator",
                "b=token-of-the-other",
                "token-of-an-operator==");
        Client client = new Client(node)) {
      creators(client, node);
    }
    try (TestNode node = TestNode.cutOff();
        Client client = new Client(node)) {
      cutOff(client);
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
    assertThat(expect(200, client.get(path, "Accept", "text/csv")).text())
        .startsWith("id,state,")
        .contains(placed.id());
    expect(404, client.get(UNKNOWN + "/orders"));
    expect(406, client.get(path, "Accept", "image/png"));
    expect(422, client.get(path + "?cursor=none"));

    String one = "/v1/orders/" + placed.id();
    expect(200, client.get(one));
    expect(404, client.get(UNKNOWN_ORDER));
    expect(404, client.post(UNKNOWN_ORDER + "/cancel"));
    node.engine
        .orders()
        .confirm(new crowdstart.identity.OrderId(placed.id()))
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

  private static void webhooks(Client client, TestNode node) {
    String campaign = Given.draft(client, node, 5);
    String all = "/v1/campaigns/" + campaign + "/webhooks";
    String hook = "{\"url\":\"https://192.0.9.1/hook\",\"events\":[\"order.placed\"]}";
    expect(400, client.postText(all, "{"));
    expect(413, client.postText(all, TOO_LARGE));
    expect(415, client.postText(all, "{}", "Content-Type", "text/plain"));
    assertThat(expect(422, client.postText(all, "{\"url\":1,\"events\":[\"x\",2]}")).pointers())
        .containsExactlyInAnyOrder("/url", "/events/1");
    assertThat(
            expect(422, client.postText(all, "{\"events\":[\"order.placed\",\"x\"]}")).pointers())
        .containsExactlyInAnyOrder("/url", "/events/1");
    for (String wrong :
        new String[] {
          "http://192.0.9.1/", "https://127.0.0.1/", "https://localhost/", "https://no.invalid/"
        }) {
      assertThat(expect(422, client.postText(all, "{\"url\":\"" + wrong + "\"}")).pointers())
          .as(wrong)
          .containsExactly("/url");
    }
    Client.Answer created = expect(201, client.postText(all, hook));
    String secret = created.json().path("secret").asText();
    String one = all + "/" + created.id();
    assertThat(created.header("Location")).isEqualTo(one);
    assertThat(expect(200, client.get(one)).text()).doesNotContain("secret", secret);
    assertThat(expect(200, client.get(all)).text()).doesNotContain("secret", secret);
    Client.Answer rotated = expect(200, client.post(one + "/rotate"));
    assertThat(rotated.json().path("secret").asText()).isNotEqualTo(secret);
    assertThat(rotated.json().path("oldSecretUntil").asText()).isNotEmpty();
    expect(200, client.post(one + "/enable"));

    HookDatabase.owe(
        new crowdstart.identity.CampaignId(campaign), 1, java.time.Instant.now().plusSeconds(9));
    expect(422, client.get(one + "/deliveries?state=other"));
    expect(422, client.get(one + "/deliveries?cursor=none"));
    Client.Answer log = expect(200, client.get(one + "/deliveries?state=pending&limit=1"));
    String delivery = one + "/deliveries/" + log.json().path("items").path(0).path("id").asText();
    expect(202, client.post(delivery + "/replay"));
    String none = all + "/wh_" + "0".repeat(32);
    expect(404, client.post(one + "/deliveries/msg_" + "0".repeat(32) + "/replay"));
    expect(404, client.post(one + "/deliveries/none/replay"));
    expect(404, client.get(none));
    expect(404, client.get(all + "/%00"));
    expect(404, client.get(none + "/deliveries"));
    expect(404, client.post(none + "/enable"));
    expect(404, client.post(none + "/rotate"));
    expect(404, client.method("DELETE", none));
    expect(404, client.get(UNKNOWN + "/webhooks"));
    expect(404, client.postText(UNKNOWN + "/webhooks", hook));
    HookDatabase.disable(created.id());
    assertThat(expect(200, client.get(one)).json().path("disabledReason").asText())
        .isEqualTo("gone");
    expect(409, client.post(delivery + "/replay"));

    for (int i = 1; i < 10; i++) {
      expect(201, client.postText(all, hook));
    }
    expect(409, client.postText(all, hook));
    expect(204, client.method("DELETE", one));
    expect(404, client.method("DELETE", one));
    expect(201, client.postText(all, hook));
  }

  private static void webhooksOfOthers(Client client, String campaign, String[] other) {
    String all = campaign + "/webhooks";
    String one = all + "/wh_" + "0".repeat(32);
    String replay = one + "/deliveries/msg_" + "0".repeat(32) + "/replay";
    for (String[] who : new String[][] {{}, other}) {
      int status = who.length == 0 ? 401 : 403;
      expect(status, client.get(all, who));
      expect(status, client.postText(all, "{}", who));
      expect(status, client.get(one, who));
      expect(status, client.method("DELETE", one, who));
      expect(status, client.post(one + "/enable", who));
      expect(status, client.post(one + "/rotate", who));
      expect(status, client.get(one + "/deliveries", who));
      expect(status, client.post(replay, who));
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
    webhooksOfOthers(client, path, other);
    expect(200, client.get(path + "/webhooks", one));
    for (String step : new String[] {"/launch", "/cancel"}) {
      expect(401, client.post(path + step));
      expect(403, client.post(path + step, other));
      expect(200, client.post(path + step, one));
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
    String webhook = UNKNOWN + "/webhooks/wh_" + "0".repeat(32);
    expect(503, client.get(UNKNOWN + "/webhooks"));
    expect(503, client.postText(UNKNOWN + "/webhooks", "{}"));
    expect(503, client.get(webhook));
    expect(503, client.method("DELETE", webhook));
    expect(503, client.post(webhook + "/enable"));
    expect(503, client.post(webhook + "/rotate"));
    expect(503, client.get(webhook + "/deliveries"));
    expect(503, client.post(webhook + "/deliveries/msg_" + "0".repeat(32) + "/replay"));
    expect(503, client.get(UNKNOWN_ORDER));
    expect(503, client.post(UNKNOWN_ORDER + "/cancel"));
  }

  private static Client.Answer expect(int status, Client.Answer answer) {
    assertThat(answer.status())
        .as("%s: %s", answer.response().request(), answer.text())
        .isEqualTo(status);
    return answer;
  }
}
