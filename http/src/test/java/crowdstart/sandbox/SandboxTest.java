package crowdstart.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.Stripe;
import crowdstart.sandbox.Wire.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxTest {
  private static Sandbox sandbox;
  private static Wire wire;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start(SandboxSettings.local(SandboxDatabase.empty()));
    wire = new Wire(sandbox);
  }

  @AfterAll
  static void stop() {
    wire.close();
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "pm_card_chargeDeclined,card_declined,generic_decline",
    "pm_card_visa_chargeDeclined,card_declined,generic_decline",
    "pm_card_chargeDeclinedInsufficientFunds,card_declined,insufficient_funds",
    "pm_card_chargeDeclinedExpiredCard,expired_card,expired_card"
  })
  void someCardsAreRefusedWhenTheyAreSecured(String card, String code, String declineCode) {
    Reply setup = wire.setup();
    Reply refused = wire.give(card, "setup_intents", setup);
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.json().at("/error/decline_code").asText()).isEqualTo(declineCode);
    assertThat(refused.json().at("/error/setup_intent/status").asText())
        .isEqualTo("requires_payment_method");
    assertThat(wire.get("/v1/setup_intents/" + setup.id()).json().at("/last_setup_error/code"))
        .hasToString("\"" + code + "\"");
    assertThat(wire.give("pm_card_visa", "setup_intents", setup).text("status"))
        .as("another card")
        .isEqualTo("succeeded");
  }

  @ParameterizedTest
  @CsvSource({
    "pm_card_chargeCustomerFail,card_declined,generic_decline",
    "pm_card_insufficientFundsAtCharge,card_declined,insufficient_funds",
    "pm_card_expiresBeforeCharge,expired_card,expired_card",
    "pm_card_authenticationRequired,authentication_required,authentication_required"
  })
  void someCardsAreRefusedWhenTheyAreCharged(String card, String code, String declineCode) {
    Reply payment = wire.payment(card);
    assertThat(payment.text("status")).isEqualTo("requires_confirmation");
    Reply refused = wire.confirm(payment);
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.json().at("/error/decline_code").asText()).isEqualTo(declineCode);
    Reply now = wire.get("/v1/payment_intents/" + payment.id());
    assertThat(now.text("status")).isEqualTo("requires_payment_method");
    assertThat(now.text("latest_charge")).startsWith("ch_");
    assertThat(now.json().path("amount_received").asLong()).isZero();
    assertThat(now.json().at("/last_payment_error/payment_method/id").asText()).startsWith("pm_");
  }

  @Test
  void aCardIsChargedOnceHoweverManyConfirmAtOnce() {
    Reply payment = wire.payment("pm_card_visa");
    List<CompletableFuture<Reply>> tries =
        IntStream.range(0, 12)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> wire.confirm(payment)))
            .toList();
    List<Reply> replies = tries.stream().map(CompletableFuture::join).toList();
    assertThat(replies).filteredOn(it -> it.status() == 200).hasSize(1);
    assertThat(replies)
        .filteredOn(it -> it.status() != 200)
        .allMatch(it -> it.code().equals("payment_intent_unexpected_state"));
    assertThat(wire.get("/v1/charges?payment_intent=" + payment.id()).json().path("data"))
        .hasSize(1);
  }

  @Test
  void theBackerCanAuthenticate() {
    Reply payment = wire.payment("pm_card_authenticationRequired");
    wire.confirm(payment);
    Reply there = wire.give("pm_card_authenticationRequired", "payment_intents", payment);
    assertThat(there.status()).isEqualTo(200);
    assertThat(there.text("status")).isEqualTo("succeeded");
  }

  @Test
  void aCardThatFailsTwiceSucceedsThen() {
    Reply payment = wire.payment("pm_card_failsTwice");
    String method = payment.text("payment_method");
    assertThat(wire.confirm(payment).status()).isEqualTo(402);
    assertThat(wire.confirm(payment, "payment_method", method).status()).isEqualTo(402);
    assertThat(wire.confirm(payment, "payment_method", method).text("status"))
        .isEqualTo("succeeded");
    assertThat(wire.get("/v1/charges?payment_intent=" + payment.id()).json().path("data"))
        .hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"4900,94", "100,26", "107,26", "108,27", "1,25", "125,27", "1000000,14025"})
  void theFeeIsRoundedHalfUp(long amount, long fee) {
    assertThat(Charges.fee(amount)).isEqualTo(fee);
  }

  @Test
  void theFeeStandsInTheBalanceTransaction() {
    Reply payment = wire.payment("pm_card_visa");
    Reply paid = wire.confirm(payment, "expand[0]", "latest_charge.balance_transaction");
    assertThat(paid.json().at("/latest_charge/balance_transaction/fee").asLong()).isEqualTo(94);
    Reply read =
        wire.get(
            "/v1/payment_intents/"
                + payment.id()
                + "?expand%5B%5D=latest_charge.balance_transaction");
    assertThat(read.json().at("/latest_charge/balance_transaction/net").asLong()).isEqualTo(4_806);
  }

  @Test
  void neverMoreIsGivenBackThanWasCaptured() {
    Reply payment = wire.payment("pm_card_visa");
    assertThat(wire.post("/v1/refunds", "payment_intent", payment.id()).status()).isEqualTo(400);
    wire.confirm(payment);
    List<CompletableFuture<Reply>> tries =
        IntStream.range(0, 10)
            .mapToObj(_ ->
                CompletableFuture.supplyAsync(() ->
                    wire.post("/v1/refunds", "payment_intent", payment.id(), "amount", "1000")))
            .toList();
    List<Integer> answers = tries.stream().map(it -> it.join().status()).toList();
    assertThat(answers).containsOnly(200, 400).filteredOn(it -> it == 200).hasSize(4);
    assertThat(wire.post("/v1/refunds", "payment_intent", payment.id()).json().path("amount"))
        .hasToString("900");
    assertThat(wire.post("/v1/refunds", "payment_intent", payment.id()).code())
        .isEqualTo("charge_already_refunded");
    assertThat(wire.get("/v1/refunds?payment_intent=" + payment.id()).json().path("data"))
        .hasSize(5);
  }

  @Test
  void aCancelledPaymentIsNeverCharged() {
    Reply payment = wire.payment("pm_card_visa");
    String path = "/v1/payment_intents/" + payment.id();
    assertThat(wire.post(path + "/cancel").text("status")).isEqualTo("canceled");
    assertThat(wire.confirm(payment).code()).isEqualTo("payment_intent_unexpected_state");
    assertThat(wire.post(path + "/cancel").code()).isEqualTo("payment_intent_unexpected_state");
    assertThat(wire.get("/v1/charges?payment_intent=" + payment.id()).json().path("data"))
        .isEmpty();
  }

  @Test
  void aCancelledSetupTakesNoCard() {
    Reply setup = wire.setup();
    assertThat(wire.post("/v1/setup_intents/" + setup.id() + "/cancel").text("status"))
        .isEqualTo("canceled");
    assertThat(wire.give("pm_card_visa", "setup_intents", setup).code())
        .isEqualTo("setup_intent_unexpected_state");
  }

  @Test
  void aPaymentTakesNoCardOfAnotherCustomer() {
    Reply payment = wire.payment("pm_card_visa");
    Reply other = wire.payment("pm_card_visa");
    assertThat(
            wire.confirm(payment, "payment_method", other.text("payment_method"))
                .json()
                .at("/error/param")
                .asText())
        .isEqualTo("payment_method");
  }

  @Test
  void aKeyBringsBackItsFirstAnswer() {
    Reply first = wire.postWith("key-1", "/v1/customers", "metadata[order]", "local-1");
    Reply again = wire.postWith("key-1", "/v1/customers", "metadata[order]", "local-1");
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    Reply other = wire.postWith("key-1", "/v1/customers", "metadata[order]", "local-2");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.json().at("/error/type").asText()).isEqualTo("idempotency_error");
  }

  @Test
  void aKeyAlsoBringsBackTheRefusalOfACard() {
    Reply payment = wire.payment("pm_card_failsTwice");
    String path = "/v1/payment_intents/" + payment.id() + "/confirm";
    assertThat(wire.postWith("key-2", path, "off_session", "true").status()).isEqualTo(402);
    assertThat(wire.postWith("key-2", path, "off_session", "true").status()).isEqualTo(402);
    assertThat(wire.get("/v1/charges?payment_intent=" + payment.id()).json().path("data"))
        .hasSize(1);
  }

  @Test
  void aKeyIsFreeAfterACallThatWasNotCarriedOut() {
    assertThat(wire.postWith("key-3", "/v1/customers", "nonsense", "1").code())
        .isEqualTo("parameter_unknown");
    assertThat(wire.postWith("key-3", "/v1/customers").status()).isEqualTo(200);
  }

  @Test
  void oneKeyAtOnceMakesOneObject() {
    List<CompletableFuture<Reply>> tries =
        IntStream.range(0, 12)
            .mapToObj(
                _ -> CompletableFuture.supplyAsync(() -> wire.postWith("key-4", "/v1/customers")))
            .toList();
    List<Reply> replies = tries.stream().map(CompletableFuture::join).toList();
    assertThat(replies).allMatch(it -> it.status() == 200 || it.status() == 409);
    assertThat(replies.stream().filter(it -> it.status() == 200).map(Reply::id).distinct())
        .hasSize(1);
  }

  @Test
  void strangersAreKeptOut() {
    Reply setup = wire.setup();
    Reply payment = wire.payment("pm_card_visa");
    assertThat(wire.browser("/v1/customers").status()).isEqualTo(401);
    assertThat(wire.browser("/v1/refunds", "payment_intent", payment.id()).status()).isEqualTo(401);
    assertThat(
            wire.browser(
                    "/v1/setup_intents/" + setup.id() + "/confirm",
                    "payment_method",
                    "pm_card_visa",
                    "client_secret",
                    payment.text("client_secret"))
                .status())
        .isEqualTo(401);
    assertThat(
            wire.browser(
                    "/v1/payment_intents/" + payment.id() + "/cancel",
                    "client_secret",
                    payment.text("client_secret"))
                .status())
        .isEqualTo(401);
    assertThat(wire.send(wire.request("/sandbox/ledger").GET()).status()).isEqualTo(401);
    assertThat(
            wire.send(wire.request("/v1/events").header("Authorization", "Bearer sk_test_x"))
                .status())
        .isEqualTo(401);
  }

  @Test
  void nonsenseIsRefused() {
    assertThat(wire.get("/v1/nonsense").status()).isEqualTo(404);
    assertThat(wire.get("/").status()).isEqualTo(404);
    assertThat(wire.get("/v1/payment_intents/pi_none").code()).isEqualTo("resource_missing");
    assertThat(wire.post("/v1/payment_intents").code()).isEqualTo("parameter_missing");
    assertThat(wire.get("/v1/events?limit=101").status()).isEqualTo(400);
    assertThat(wire.get("/v1/events?created%5Bgte%5D=soon").code())
        .isEqualTo("parameter_invalid_integer");
    assertThat(wire.postJson("/v1/customers", "{\"a\":1}").status()).isEqualTo(400);
    assertThat(
            wire.send(
                    wire.request("/v1/customers")
                        .POST(BodyPublishers.ofString("a=" + "b".repeat(Api.BODY_SIZE_MAX))))
                .status())
        .isEqualTo(413);
    assertThat(wire.put("/sandbox/trouble", "{\"errors\": 2}").status()).isEqualTo(400);
    assertThat(wire.put("/sandbox/trouble", "{\"nonsense\": 1}").status()).isEqualTo(400);
    assertThat(wire.postJson("/sandbox/webhook_endpoints", "{\"url\":\"file:/x\"}").status())
        .isEqualTo(400);
    assertThat(sandbox.trouble()).isEqualTo(Trouble.NONE);
  }

  @Test
  void eventsAreListedPageByPage() {
    long before = System.currentTimeMillis() / 1_000 - 5;
    Reply payment = wire.payment("pm_card_visa");
    wire.confirm(payment);
    Reply newest = wire.get("/v1/events?limit=1&created%5Bgte%5D=" + before);
    assertThat(newest.json().at("/data/0/type").asText()).isEqualTo("charge.succeeded");
    assertThat(newest.json().path("has_more").asBoolean()).isTrue();
    String last = newest.json().at("/data/0/id").asText();
    Reply next = wire.get("/v1/events?limit=1&starting_after=" + last);
    assertThat(next.json().at("/data/0/type").asText()).isEqualTo("payment_intent.succeeded");
    assertThat(next.json().at("/data/0/data/object/id").asText()).isEqualTo(payment.id());
    Reply back = wire.get("/v1/events?ending_before=" + next.json().at("/data/0/id").asText());
    assertThat(back.json().at("/data/0/id").asText()).isEqualTo(last);
    assertThat(wire.get("/v1/events?created%5Bgte%5D=99999999999").json().path("data")).isEmpty();
  }

  @Test
  void theVersionIsTheOneThatTheClientSpeaks() {
    assertThat(Events.API_VERSION).isEqualTo(Stripe.API_VERSION);
  }
}
