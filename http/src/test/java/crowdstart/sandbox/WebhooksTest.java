package crowdstart.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import crowdstart.sandbox.Wire.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
  private static final Duration WAIT = Duration.ofSeconds(20);

  private final Receiver receiver = new Receiver();
  private final SandboxSettings settings =
      SandboxSettings.local(SandboxDatabase.empty()).withEndpoints(receiver.endpoint());

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void everyStepIsTold() throws SignatureVerificationException {
    try (Sandbox sandbox = Sandbox.start(settings);
        Wire wire = new Wire(sandbox)) {
      wire.give("pm_card_chargeDeclined", "setup_intents", wire.setup());
      wire.post("/v1/setup_intents/" + wire.setup().id() + "/cancel");
      Reply refused = wire.payment("pm_card_chargeCustomerFail");
      wire.confirm(refused);
      wire.post("/v1/payment_intents/" + refused.id() + "/cancel");
      Reply paid = wire.payment("pm_card_visa");
      wire.confirm(paid);
      wire.post("/v1/refunds", "payment_intent", paid.id());
      await()
          .atMost(WAIT)
          .untilAsserted(() ->
              assertThat(receiver.types())
                  .containsExactlyInAnyOrder(
                      "setup_intent.setup_failed",
                      "setup_intent.canceled",
                      "setup_intent.succeeded",
                      Events.UNHEARD_OF,
                      "payment_intent.payment_failed",
                      "payment_intent.canceled",
                      "setup_intent.succeeded",
                      Events.UNHEARD_OF,
                      "payment_intent.succeeded",
                      "charge.succeeded",
                      "refund.created",
                      "refund.updated",
                      "charge.refunded"));
    }
    for (Receiver.Received webhook : receiver.received) {
      // Stripe's own library takes them for its own.
      assertThat(
              Webhook.constructEvent(webhook.body(), webhook.signature(), Receiver.SECRET).getId())
          .isEqualTo(webhook.id());
    }
  }

  @Test
  void aWebhookComesAgainUntilItIsAccepted() {
    receiver.refusals.set(3);
    try (Sandbox sandbox = Sandbox.start(settings);
        Wire wire = new Wire(sandbox)) {
      wire.post("/v1/setup_intents/" + wire.setup().id() + "/cancel");
      await().atMost(WAIT).until(() -> receiver.received.size() == 1);
      assertThat(receiver.refusals).hasValue(0);
    }
  }

  @Test
  void aRestartLosesNone() {
    receiver.refusals.set(1);
    Sandbox first = Sandbox.start(settings);
    try (Wire wire = new Wire(first)) {
      wire.post("/v1/setup_intents/" + wire.setup().id() + "/cancel");
      await().atMost(WAIT).until(() -> receiver.refusals.get() == 0);
    } finally {
      first.close();
    }
    Sandbox second = Sandbox.start(settings);
    try {
      await().atMost(WAIT).until(() -> receiver.types().contains("setup_intent.canceled"));
    } finally {
      second.close();
    }
  }

  @Test
  void webhooksComeTwice() {
    Trouble trouble = Trouble.parse("{\"webhooksDuplicated\": 1}");
    try (Sandbox sandbox = Sandbox.start(settings.withTrouble(trouble));
        Wire wire = new Wire(sandbox)) {
      wire.post("/v1/setup_intents/" + wire.setup().id() + "/cancel");
      await().atMost(WAIT).until(() -> receiver.received.size() == 2);
      assertThat(receiver.received.get(0).id()).isEqualTo(receiver.received.get(1).id());
    }
  }

  @Test
  void webhooksAreDroppedAndFoundByPolling() {
    try (Sandbox sandbox = Sandbox.start(settings);
        Wire wire = new Wire(sandbox)) {
      wire.put("/sandbox/trouble", "{\"webhooksDropped\": 1}");
      Reply setup = wire.setup();
      wire.post("/v1/setup_intents/" + setup.id() + "/cancel");
      wire.put("/sandbox/trouble", "{}");
      wire.post("/v1/setup_intents/" + wire.setup().id() + "/cancel");
      await().atMost(WAIT).until(() -> receiver.received.size() == 1);
      assertThat(receiver.received.getFirst().event().at("/data/object/id").asText())
          .isNotEqualTo(setup.id());
      assertThat(
              wire.get("/v1/events?type=setup_intent.canceled").json().at("/data/1/data/object/id"))
          .hasToString("\"" + setup.id() + "\"");
    }
  }

  @Test
  void webhooksAreLate() {
    Trouble trouble = Trouble.parse("{\"webhooksDelayed\": 1, \"webhookDelayMillis\": 3600000}");
    try (Sandbox sandbox = Sandbox.start(settings.withTrouble(trouble));
        Wire wire = new Wire(sandbox)) {
      Reply late = wire.setup();
      wire.post("/v1/setup_intents/" + late.id() + "/cancel");
      sandbox.trouble(Trouble.NONE);
      Reply inTime = wire.setup();
      wire.post("/v1/setup_intents/" + inTime.id() + "/cancel");
      await().atMost(WAIT).until(() -> receiver.received.size() == 1);
      assertThat(receiver.received.getFirst().event().at("/data/object/id").asText())
          .isEqualTo(inTime.id());
    }
  }

  @Test
  void webhooksChangePlaces() {
    Trouble trouble = Trouble.parse("{\"webhooksReordered\": 1}");
    try (Sandbox sandbox = Sandbox.start(settings.withTrouble(trouble));
        Wire wire = new Wire(sandbox)) {
      for (int i = 0; i < 20; i++) {
        wire.give("pm_card_visa", "setup_intents", wire.setup());
      }
      await().atMost(WAIT).until(() -> receiver.received.size() == 40);
      List<Integer> places =
          wire.get("/v1/events?limit=100").json().path("data").findValuesAsText("id").stream()
              .filter(id -> id.startsWith("evt"))
              .map(id -> receiver.received.stream().map(Receiver.Received::id).toList().indexOf(id))
              .toList();
      assertThat(places).hasSize(40).doesNotContain(-1);
      assertThat(places.reversed()).isNotEqualTo(places.stream().sorted().toList());
    }
  }

  @Test
  void endpointsComeAndGo() {
    try (Receiver other = new Receiver();
        Sandbox sandbox = Sandbox.start(settings);
        Wire wire = new Wire(sandbox)) {
      String body =
          String.format(
              Locale.ROOT,
              "{\"url\":\"%s\",\"secret\":\"%s\"}",
              other.endpoint().url(),
              Receiver.SECRET);
      assertThat(wire.postJson("/sandbox/webhook_endpoints", body).status()).isEqualTo(200);
      assertThat(
              wire.delete("/sandbox/webhook_endpoints?url=" + receiver.endpoint().url())
                  .json()
                  .path("deleted")
                  .asBoolean())
          .isTrue();
      wire.post("/v1/setup_intents/" + wire.setup().id() + "/cancel");
      await().atMost(WAIT).until(() -> other.received.size() == 1);
      assertThat(receiver.received).isEmpty();
    }
  }

  @Test
  void theWaitBetweenAttemptsGrowsToItsLimit() {
    assertThat(Outbox.backoff(1)).isEqualTo(Outbox.BACKOFF_MIN);
    assertThat(Outbox.backoff(2)).isEqualTo(Outbox.BACKOFF_MIN.multipliedBy(2));
    assertThat(Outbox.backoff(Outbox.ATTEMPTS_MAX)).isEqualTo(Outbox.BACKOFF_MAX);
  }
}
