package crowdstart.http.gateway;

import static crowdstart.http.gateway.Orders.answer;
import static crowdstart.http.gateway.Orders.done;
import static crowdstart.http.gateway.Orders.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crowdstart.identity.OrderId;
import crowdstart.payment.Card;
import crowdstart.payment.ChargeStanding;
import crowdstart.payment.GatewayAnswer;
import crowdstart.payment.GatewayAnswer.Unknown;
import crowdstart.sandbox.Receiver;
import crowdstart.sandbox.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the adapter makes of a provider in trouble, and what it makes of its webhooks. */
class StripeTroubleTest extends WithSandbox {
  @ParameterizedTest
  @ValueSource(strings = {"errors", "tooManyRequests", "timeoutsBefore", "timeoutsAfter"})
  void nobodyKnowsWhatBecameOfATroubledCall(String trouble) {
    OrderId order = Orders.next();
    Card card = secured(order, "pm_card_visa");
    ChargeStanding charge = done(gateway.createCharge(request(order, card)));
    String paid = charged(Orders.next(), "pm_card_visa").id();
    List<Supplier<CompletionStage<? extends GatewayAnswer<?>>>> calls =
        List.of(
            () -> gateway.createSetup(Orders.next(), 1, null),
            () -> gateway.readSetup("seti_none"),
            () -> gateway.createCharge(request(order, card)),
            () -> gateway.readCharge(charge.id()),
            () -> gateway.confirmCharge(order, charge.id(), card, 1),
            () -> gateway.cancelCharge(charge.id()),
            () -> gateway.refund(order, paid, "r", 1),
            () -> gateway.findRefund(paid, "r"));
    sandbox.trouble(Trouble.parse("{\"" + trouble + "\": 1}"));
    for (var call : calls) {
      assertThat(call.get().toCompletableFuture().join()).isEqualTo(new Unknown<>());
    }
    sandbox.trouble(Trouble.NONE);
    assertThat(done(gateway.readCharge(charge.id())).status())
        .isEqualTo(
            trouble.equals("timeoutsAfter")
                ? ChargeStanding.Status.SUCCEEDED
                : ChargeStanding.Status.OPEN);
  }

  /** The answer was lost and the key forgotten: still one charge. */
  @Test
  void nothingHappensTwiceWhenBothForget() {
    OrderId order = Orders.next();
    Card card = secured(order, "pm_card_visa");
    String charge = done(gateway.createCharge(request(order, card))).id();
    Trouble lost = Trouble.parse("{\"timeoutsAfter\": 1, \"callsMax\": 1, \"forgetsKeys\": true}");
    sandbox.trouble(lost);
    assertThat(answer(gateway.confirmCharge(order, charge, card, 1))).isEqualTo(new Unknown<>());
    assertThat(done(gateway.confirmCharge(order, charge, card, 1)).status())
        .isEqualTo(ChargeStanding.Status.SUCCEEDED);
    assertThat(ofOrder("charges", order)).hasSize(1);
  }

  @Test
  void aWrongKeyIsNoRefusal() {
    try (StripeGateway stranger =
        new StripeGateway(new StripeSettings("sandbox", sandbox.address(), "sk_test_wrong"))) {
      assertThat(answer(stranger.readCharge("pi_none"))).isEqualTo(new Unknown<>());
    }
  }

  /** What the sandbox sends is what the adapter takes. */
  @Test
  void theSandboxsWebhooksAreUnderstood() {
    StripeWebhook webhook = new StripeWebhook(List.of(Receiver.SECRET));
    try (Receiver receiver = new Receiver()) {
      sandbox.addEndpoint(receiver.endpoint());
      OrderId order = Orders.next();
      String charge = charged(order, "pm_card_visa").id();
      done(gateway.refund(order, charge, "r1", 900));
      await().atMost(Duration.ofSeconds(20)).until(() -> receiver.received.size() == 7);
      for (Receiver.Received received : receiver.received) {
        StripeWebhook.Verdict verdict =
            webhook.read(
                received.body().getBytes(StandardCharsets.UTF_8),
                received.signature(),
                Instant.now());
        switch (received.type()) {
          case "setup_intent.succeeded",
              "payment_intent.succeeded",
              "refund.created",
              "refund.updated" ->
              assertThat(verdict)
                  .isInstanceOfSatisfying(
                      StripeWebhook.News.class, it -> assertThat(it.order()).isEqualTo(order));
          default -> assertThat(verdict).isEqualTo(new StripeWebhook.Ignored());
        }
      }
    }
  }
}
