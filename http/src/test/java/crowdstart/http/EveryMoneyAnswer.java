package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.Stripe;
import crowdstart.sandbox.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/** Brings about every answer about money, a part of {@link EveryAnswerTest}. */
final class EveryMoneyAnswer {
  private static final String UNKNOWN = "/v1/campaigns/local-00000000000000000000000000";
  private static final String UNKNOWN_ORDER = "/v1/orders/local-00000000000000000000000000";
  private static final String TOO_LARGE = "{\"x\":\"" + "x".repeat(70_000) + "\"}";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String WEBHOOKS = "/v1/payments/webhooks/";

  private EveryMoneyAnswer() {}

  static void everything(Client client, TestNode node) {
    String order = paid(client, node, "pm_card_visa");
    refunds(client, order);
    refundThatFails(client, paid(client, node, "pm_card_refundFailsOnce"));
    disputes(client, paid(client, node, "pm_card_createDispute"));
    opened(client, node);
    webhooks(client);
    campaigns(client, node);
    streams(client, order);
  }

  /** An order of a campaign that charges at once, paid with a card that works. */
  static String paid(Client client, TestNode node, String card) {
    String order = "/v1/orders/" + placed(client, node, true);
    expect(404, client.get(order + "/payment"));
    expect(404, client.post(UNKNOWN_ORDER + "/payment"));
    expect(400, client.postText(order + "/payment", "{"));
    expect(413, client.postText(order + "/payment", TOO_LARGE));
    expect(415, client.postText(order + "/payment", "x", "Content-Type", "text/plain"));
    expect(422, client.postText(order + "/payment", "{\"newCard\":1}"));
    expect(422, client.postText(order + "/payment", "{\"newCard\":null}"));
    JsonNode action = expect(200, client.post(order + "/payment")).json().path("action");
    assertThat(expect(200, client.post(order + "/payment")).json().path("action"))
        .isEqualTo(action);
    secure(action, card);
    awaitState(client, order, "captured");
    return order;
  }

  private static void refunds(Client client, String order) {
    String path = order + "/refunds";
    String[] key = {"Idempotency-Key", "r1"};
    expect(400, client.postText(path, "{}"));
    expect(400, client.postText(path, "{", key));
    expect(404, client.postText(UNKNOWN_ORDER + "/refunds", "{}", key));
    expect(413, client.postText(path, TOO_LARGE, key));
    expect(415, client.postText(path, "x", "Content-Type", "text/plain", "Idempotency-Key", "r1"));
    expect(422, client.postText(path, "{\"amount\":null}", key));
    assertThat(isReplayed(expect(200, client.postText(path, "{\"amount\":100}", key)))).isFalse();
    assertThat(isReplayed(expect(200, client.postText(path, "{\"amount\":100}", key)))).isTrue();
    expect(422, client.postText(path, "{\"amount\":101}", key));
    expect(422, client.postText(path, "{\"amount\":1000000}", "Idempotency-Key", "r2"));
    expect(200, client.postText(path, "{}", "Idempotency-Key", "r3"));
    awaitState(client, order, "refunded");
  }

  /** It is done, then its bank sends it back; under another key it is asked for again. */
  private static void refundThatFails(Client client, String order) {
    String path = order + "/refunds";
    expect(200, client.postText(path, "{}", "Idempotency-Key", "f1"));
    awaitState(client, order, "refunded");
    awaitState(client, order, "captured");
    JsonNode payment = expect(200, client.postText(path, "{}", "Idempotency-Key", "f1")).json();
    assertThat(payment.at("/refunds/0/state").asText()).isEqualTo("failed");
    assertThat(payment.path("refunded").asLong()).isZero();
    expect(200, client.postText(path, "{}", "Idempotency-Key", "f2"));
    awaitState(client, order, "refunded");
  }

  /** Its bank takes the money, loses it again, and nothing of it is refunded meanwhile. */
  private static void disputes(Client client, String order) {
    String path = order + "/refunds";
    awaitDispute(client, order, "open", 6_900);
    assertThat(
            expect(422, client.postText(path, "{\"amount\":1}", "Idempotency-Key", "d1"))
                .pointers())
        .containsExactly("/amount");
    expect(409, client.postText(path, "{}", "Idempotency-Key", "d2"));
    JsonNode dispute = client.get(order + "/payment").json().at("/disputes/0");
    assertThat(dispute.path("fee").asLong()).isPositive();
    try (Wire provider = new Wire(TestMoney.SANDBOX)) {
      provider.post(
          "/v1/disputes/" + dispute.path("id").asText(),
          "evidence[uncategorized_text]",
          "winning_evidence");
    }
    awaitDispute(client, order, "won", 0);
    expect(200, client.postText(path, "{}", "Idempotency-Key", "d3"));
    awaitState(client, order, "refunded");
  }

  private static void awaitDispute(Client client, String order, String state, long taken) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonNode payment = expect(200, client.get(order + "/payment")).json();
          assertThat(payment.at("/disputes/0/state").asText()).isEqualTo(state);
          assertThat(payment.path("disputed").asLong()).isEqualTo(taken);
        });
  }

  private static boolean isReplayed(Client.Answer answer) {
    return answer.response().headers().firstValue("Idempotency-Replayed").isPresent();
  }

  private static void opened(Client client, TestNode node) {
    String order = "/v1/orders/" + placed(client, node, false);
    expect(409, client.postText(order + "/refunds", "{}", "Idempotency-Key", "r"));
    expect(200, client.post(order + "/payment"));
    expect(200, client.get(order + "/payment"));
    expect(409, client.postText(order + "/refunds", "{}", "Idempotency-Key", "r"));
    expect(200, client.post(order + "/cancel"));
    expect(409, client.post(order + "/payment"));
  }

  private static void webhooks(Client client) {
    expect(400, client.postText(WEBHOOKS + "sandbox", "{}"));
    expect(404, client.postText(WEBHOOKS + "another", "{}"));
    expect(413, client.postText(WEBHOOKS + "sandbox", TOO_LARGE));
    String event =
        "{\"id\":\"evt_1\",\"object\":\"event\",\"api_version\":\"2020-08-27\","
            + "\"type\":\"nobody.knows\",\"data\":{\"object\":{\"object\":\"mystery\"}}}";
    expect(200, client.postText(WEBHOOKS + "sandbox", event, signed(event)));
    expect(400, client.postText(WEBHOOKS + "sandbox", "{", signed("{")));
    for (String read : new String[] {ofNoPayment(), "{}", "[]"}) {
      expect(200, client.postText(WEBHOOKS + "sandbox", read, signed(read)));
    }
  }

  private static void campaigns(Client client, TestNode node) {
    String path = "/v1/campaigns/" + Given.liveCampaign(client, node, 5);
    expect(200, client.get(path + "/ledger"));
    expect(404, client.get(UNKNOWN + "/ledger"));
    expect(422, client.get(path + "/ledger?cursor=x"));
    for (String step : new String[] {"", "/pause", "/resume"}) {
      expect(409, step(client, path, step));
      expect(404, step(client, UNKNOWN, step));
    }
    node.engine
        .collections()
        .begin(
            new crowdstart.identity.CampaignId(path.substring(path.lastIndexOf('/') + 1)),
            crowdstart.campaign.Stage.FUNDED)
        .toCompletableFuture()
        .join();
    for (String step : new String[] {"", "/pause", "/resume"}) {
      expect(200, step(client, path, step));
    }
  }

  static Client.Answer step(Client client, String campaign, String step, String... headers) {
    String path = campaign + "/collection" + step;
    return step.isEmpty() ? client.get(path, headers) : client.post(path, headers);
  }

  private static void streams(Client client, String order) {
    expect(200, client.get(order + "/timeline"));
    expect(404, client.get(UNKNOWN_ORDER + "/timeline"));
    expect(404, client.get(UNKNOWN_ORDER + "/stream"));
    expect(406, client.get(order + "/stream", "Accept", "text/html"));
    try (InputStream events = client.open(order + "/stream").body()) {
      assertThat(events.read()).isPositive();
      Client.CONTRACT.seen().add("streamOrder 200");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a creator may not do with another's. */
  static void ofOthers(Client client, TestNode node, String campaign, String[] other) {
    String order = "/v1/orders/" + placedIn(client, node, campaign);
    client.post(order + "/payment");
    String[] key = {"Idempotency-Key", "r1"};
    String[] both = {"Idempotency-Key", "r1", other[0], other[1]};
    expect(401, client.postText(order + "/refunds", "{}", key));
    expect(403, client.postText(order + "/refunds", "{}", both));
    expect(401, client.get(campaign + "/ledger"));
    expect(403, client.get(campaign + "/ledger", other));
    for (String step : new String[] {"", "/pause", "/resume"}) {
      expect(401, step(client, campaign, step));
      expect(403, step(client, campaign, step, other));
    }
  }

  static void cutOff(Client client) {
    expect(503, client.get(UNKNOWN_ORDER + "/payment"));
    expect(503, client.post(UNKNOWN_ORDER + "/payment"));
    expect(503, client.postText(UNKNOWN_ORDER + "/refunds", "{}", "Idempotency-Key", "r"));
    expect(503, client.get(UNKNOWN_ORDER + "/timeline"));
    expect(503, client.get(UNKNOWN_ORDER + "/stream"));
    expect(503, client.get(UNKNOWN + "/ledger"));
    for (String step : new String[] {"", "/pause", "/resume"}) {
      expect(503, step(client, UNKNOWN, step));
    }
    String event = ofNoPayment();
    expect(503, client.postText(WEBHOOKS + "sandbox", event, signed(event)));
  }

  private static String placed(Client client, TestNode node, boolean isChargedAtOnce) {
    var campaign = Given.campaign(5);
    campaign.put("fundingModel", isChargedAtOnce ? "keep-what-you-raise" : "all-or-nothing");
    Client.Answer created = expect(201, client.post("/v1/campaigns", campaign));
    node.lists.campaign(created.id());
    String path = "/v1/campaigns/" + created.id();
    expect(200, client.post(path + "/launch"));
    return placedIn(client, node, path);
  }

  private static String placedIn(Client client, TestNode node, String campaign) {
    return expect(
            201,
            Given.placed(
                client,
                node,
                campaign.substring(campaign.lastIndexOf('/') + 1),
                Given.order("lamp", 1, "payer@example.org"),
                "k" + System.nanoTime()))
        .id();
  }

  private static void awaitState(Client client, String order, String state) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(client.get(order + "/payment").json().path("state").asText())
                .isEqualTo(state));
  }

  /** What a backer's browser does. */
  static void secure(JsonNode action, String card) {
    String form =
        "client_secret=" + action.path("clientSecret").asText() + "&payment_method=" + card;
    URI setup =
        TestMoney.SANDBOX
            .address()
            .resolve("/v1/setup_intents/" + action.path("reference").asText() + "/confirm");
    HttpRequest request =
        HttpRequest.newBuilder(setup)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient browser = HttpClient.newHttpClient()) {
      assertThat(browser.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the provider would say of an order of ours that nobody has opened a payment of. */
  private static String ofNoPayment() {
    return "{\"id\":\"evt_2\",\"object\":\"event\",\"api_version\":\""
        + Stripe.API_VERSION
        + "\","
        + "\"type\":\"setup_intent.succeeded\",\"data\":{\"object\":{\"object\":"
        + "\"setup_intent\",\"id\":\"seti_1\",\"customer\":\"cus_1\",\"status\":\"succeeded\","
        + "\"payment_method\":\"pm_1\",\"metadata\":{\"order\":"
        + "\"local-00000000000000000000000000\"}}}}";
  }

  private static String[] signed(String body) {
    return new String[] {
      "Stripe-Signature", Signatures.of(body, TestMoney.WEBHOOK_SECRET, Instant.now())
    };
  }

  private static Client.Answer expect(int status, Client.Answer answer) {
    assertThat(answer.status())
        .as("%s: %s", answer.response().request(), answer.text())
        .isEqualTo(status);
    return answer;
  }
}
