package crowdstart.http.gateway;

import static crowdstart.http.gateway.Orders.answer;
import static crowdstart.http.gateway.Orders.done;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.http.gateway.ScriptedProvider.Reply;
import crowdstart.identity.OrderId;
import crowdstart.payment.Card;
import crowdstart.payment.ChargeStanding;
import crowdstart.payment.GatewayAnswer;
import crowdstart.payment.GatewayAnswer.Refused;
import crowdstart.payment.GatewayAnswer.Unknown;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each answer means, those too that the sandbox never gives. */
class StripeAnswersTest {
  private static final String OPEN =
      "{\"id\":\"pi_1\",\"object\":\"payment_intent\",\"amount\":4900,\"amount_received\":0,"
          + "\"status\":\"requires_confirmation\",\"client_secret\":\"pi_1_secret\"}";
  private static final Card CARD = new Card("cus_1", "pm_1");

  private static String error(String type, String code) {
    return "{\"error\":{\"type\":\"" + type + "\",\"code\":\"" + code + "\",\"message\":\"no\"}}";
  }

  private static String status(String status, String more) {
    return "{\"id\":\"pi_1\",\"object\":\"payment_intent\",\"amount\":4900,\"amount_received\":4900,"
        + "\"status\":\""
        + status
        + "\""
        + more
        + "}";
  }

  static Stream<Arguments> answers() {
    Unknown<ChargeStanding> unknown = new Unknown<>();
    String invalid = "invalid_request_error";
    return Stream.of(
        Arguments.of(400, error(invalid, "parameter_unknown"), new Refused<>("parameter_unknown")),
        Arguments.of(400, "{\"error\":{\"type\":\"" + invalid + "\"}}", new Refused<>(invalid)),
        Arguments.of(
            400,
            "{\"error\":{\"type\":\"idempotency_error\"}}",
            new Refused<>("idempotency_error")),
        Arguments.of(402, error("card_error", "card_declined"), new Refused<>("card_declined")),
        Arguments.of(404, error(invalid, "resource_missing"), new Refused<>("resource_missing")),
        Arguments.of(401, error(invalid, "api_key_expired"), unknown),
        Arguments.of(403, error(invalid, "permission"), unknown),
        Arguments.of(408, error(invalid, "timeout"), unknown),
        Arguments.of(409, error("idempotency_error", "idempotency_key_in_use"), unknown),
        Arguments.of(424, error("api_error", "external"), unknown),
        Arguments.of(429, error(invalid, "rate_limit"), unknown),
        Arguments.of(429, error(invalid, "lock_timeout"), unknown),
        Arguments.of(500, error("api_error", "x"), unknown),
        Arguments.of(502, "<html>bad gateway</html>", unknown),
        Arguments.of(503, "", unknown),
        Arguments.of(404, "<html>not here</html>", unknown),
        Arguments.of(400, "{\"error\":\"oauth\"}", unknown),
        Arguments.of(400, "[]", unknown),
        Arguments.of(302, "", unknown),
        Arguments.of(200, "", unknown),
        Arguments.of(200, "<html>log in to the wifi</html>", unknown),
        Arguments.of(200, "{\"object\":\"payment_intent\"}", unknown),
        Arguments.of(200, status("requires_capture", ""), unknown),
        Arguments.of(200, status("brand_new", ""), unknown),
        Arguments.of(
            200, "{\"id\":\"" + "x".repeat(StripeTransport.ANSWER_SIZE_MAX) + "\"}", unknown),
        Arguments.of(0, "", unknown),
        Arguments.of(200, status("processing", ""), charge(ChargeStanding.Status.PROCESSING, 0)),
        Arguments.of(200, status("canceled", ""), charge(ChargeStanding.Status.CANCELLED, 0)),
        Arguments.of(200, status("succeeded", ""), charge(ChargeStanding.Status.SUCCEEDED, 4_900)));
  }

  private static GatewayAnswer<ChargeStanding> charge(ChargeStanding.Status status, long captured) {
    return new GatewayAnswer.Done<>(
        new ChargeStanding("pi_1", status, captured, 0, null, null, null));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void eachAnswerIsDoneRefusedOrUnknown(
      int status, String body, GatewayAnswer<ChargeStanding> meaning) {
    try (ScriptedProvider provider = new ScriptedProvider(_ -> new Reply(status, body));
        StripeGateway gateway = provider.gateway()) {
      assertThat(answer(gateway.createCharge(Orders.request(Orders.next(), CARD))))
          .isEqualTo(meaning);
      assertThat(provider.requests).hasSize(1);
    }
  }

  @Test
  void aBrokenConnectionIsNotTriedAgain() {
    try (ScriptedProvider provider =
            new ScriptedProvider(
                request -> new Reply(request.call().startsWith("GET") ? 200 : 0, OPEN));
        StripeGateway gateway = provider.gateway()) {
      // A connection that is kept is where clients like to repeat a POST by themselves.
      done(gateway.readCharge("pi_1"));
      assertThat(answer(gateway.confirmCharge(Orders.next(), "pi_1", CARD, 1)))
          .isEqualTo(new Unknown<>());
      assertThat(provider.requests).hasSize(2);
    }
  }

  @Test
  void silenceIsUnknownAfterAWhile() {
    try (ScriptedProvider provider = new ScriptedProvider(_ -> new Reply(-1, ""));
        StripeGateway gateway = provider.gateway(Duration.ofMillis(100))) {
      assertThat(answer(gateway.readCharge("pi_1"))).isEqualTo(new Unknown<>());
    }
  }

  @Test
  void nobodyThereIsUnknown() {
    try (StripeGateway gateway =
        new StripeGateway(
            new StripeSettings("stripe", URI.create("http://127.0.0.1:1"), "sk_test_x"))) {
      assertThat(answer(gateway.readCharge("pi_1"))).isEqualTo(new Unknown<>());
    }
  }

  @Test
  void tooManyAtOnceAreUnknownAtOnceAndTheEndAnswersTheRest() {
    int most = StripeCalls.THREADS_MAX + StripeCalls.QUEUE_MAX;
    try (ScriptedProvider provider = new ScriptedProvider(_ -> new Reply(-1, ""))) {
      StripeGateway gateway = provider.gateway(Duration.ofMinutes(1));
      List<CompletableFuture<GatewayAnswer<ChargeStanding>>> waiting =
          IntStream.range(0, most)
              .mapToObj(_ -> gateway.readCharge("pi_1").toCompletableFuture())
              .toList();
      assertThat(gateway.readCharge("pi_1").toCompletableFuture())
          .isCompletedWithValue(new Unknown<>());
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      gateway.close();
      assertThat(waiting).allSatisfy(it -> assertThat(answer(it)).isEqualTo(new Unknown<>()));
      assertThat(answer(gateway.readCharge("pi_1"))).isEqualTo(new Unknown<>());
    }
  }

  /** Stripe keeps its own errors under a key for a day, which would be a day of unknown. */
  @Test
  void anErrorThatIsKeptUnderAKeyIsAskedAgainWithoutIt() {
    OrderId order = Orders.next();
    Reply kept = new Reply(500, error("api_error", "x"), Map.of("Idempotent-Replayed", "true"));
    try (ScriptedProvider provider =
            new ScriptedProvider(request ->
                // Where we send no key, the SDK makes one up.
                request.header("Idempotency-key").startsWith(order.value())
                    ? kept
                    : new Reply(200, OPEN));
        StripeGateway gateway = provider.gateway()) {
      assertThat(done(gateway.createCharge(Orders.request(order, CARD))).id()).isEqualTo("pi_1");
      assertThat(provider.requests).hasSize(2);
    }
  }

  @Test
  void aRefusalWithoutItsChargeIsReadAnew() {
    try (ScriptedProvider provider =
            new ScriptedProvider(request ->
                request.call().startsWith("POST")
                    ? new Reply(402, error("card_error", "card_declined"))
                    : new Reply(200, OPEN));
        StripeGateway gateway = provider.gateway()) {
      ChargeStanding standing = done(gateway.confirmCharge(Orders.next(), "pi_1", CARD, 1));
      assertThat(standing.status()).isEqualTo(ChargeStanding.Status.OPEN);
      assertThat(provider.requests).hasSize(2);
    }
  }
}
