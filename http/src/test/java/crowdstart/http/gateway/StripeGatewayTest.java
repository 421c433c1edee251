package crowdstart.http.gateway;

import static crowdstart.http.gateway.Orders.answer;
import static crowdstart.http.gateway.Orders.done;
import static crowdstart.http.gateway.Orders.request;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.http.metrics.Metrics;
import crowdstart.identity.OrderId;
import crowdstart.payment.Card;
import crowdstart.payment.CardRefusal;
import crowdstart.payment.ChargeStanding;
import crowdstart.payment.GatewayAnswer.Refused;
import crowdstart.payment.PaymentGateway;
import crowdstart.payment.PaymentGateway.ChargeRequest;
import crowdstart.payment.RefundStanding;
import crowdstart.payment.SetupStanding;
import crowdstart.sandbox.Trouble;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every call of the port, over real HTTP, with a ledger to look at afterwards. */
class StripeGatewayTest extends WithSandbox {
  @Test
  void aCardIsSecured() {
    OrderId order = Orders.next();
    SetupStanding made = done(gateway.createSetup(order, 1, null));
    assertThat(made.status()).isEqualTo(SetupStanding.Status.OPEN);
    assertThat(made.method()).isNull();
    assertThat(made.refusal()).isNull();
    assertThat(made.clientSecret()).startsWith(made.id());
    assertThat(done(gateway.createSetup(order, 1, null))).as("a repeat").isEqualTo(made);
    give("pm_card_visa", "setup_intents", made.id(), String.valueOf(made.clientSecret()));
    SetupStanding secured = done(gateway.readSetup(made.id()));
    assertThat(secured.status()).isEqualTo(SetupStanding.Status.SUCCEEDED);
    assertThat(secured.method()).startsWith("pm_");
    assertThat(secured.customer()).isEqualTo(made.customer());
    assertThat(done(gateway.cancelSetup(made.id()))).as("too late").isEqualTo(secured);
  }

  @Test
  void whatIsAskedIsMeasured() {
    try (Metrics metrics = new Metrics()) {
      PaymentGateway measured = metrics.measured(gateway);
      done(measured.createSetup(Orders.next(), 1, null));
      assertThat(measured.readCharge("pi_of_nobody").toCompletableFuture().join())
          .isInstanceOf(Refused.class);
      assertThat(metrics.scrape())
          .contains(
              "crowdstart_provider_call_seconds_bucket{call=\"create-setup\",outcome=\"done\"")
          .contains("seconds_count{call=\"create-setup\",outcome=\"done\"} 1")
          .contains("seconds_count{call=\"read-charge\",outcome=\"refused\"} 1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pm_card_chargeDeclined,DECLINED",
    "pm_card_chargeDeclinedInsufficientFunds,INSUFFICIENT_FUNDS",
    "pm_card_chargeDeclinedExpiredCard,EXPIRED_CARD"
  })
  void aCardIsRefusedWhenItIsSecured(String card, CardRefusal refusal) {
    SetupStanding made = done(gateway.createSetup(Orders.next(), 1, null));
    give(card, "setup_intents", made.id(), String.valueOf(made.clientSecret()));
    SetupStanding refused = done(gateway.readSetup(made.id()));
    assertThat(refused.status()).isEqualTo(SetupStanding.Status.OPEN);
    assertThat(refused.refusal()).isEqualTo(refusal);
    assertThat(done(gateway.cancelSetup(made.id())).status())
        .isEqualTo(SetupStanding.Status.CANCELLED);
    assertThat(done(gateway.cancelSetup(made.id())).status())
        .as("again")
        .isEqualTo(SetupStanding.Status.CANCELLED);
  }

  @Test
  void aChargeMovesNothingUntilItIsConfirmed() {
    OrderId order = Orders.next();
    Card card = secured(order, "pm_card_visa");
    ChargeStanding made = done(gateway.createCharge(request(order, card)));
    assertThat(made.status()).isEqualTo(ChargeStanding.Status.OPEN);
    assertThat(made.captured()).isZero();
    assertThat(made.lastTry()).isNull();
    assertThat(made.refusal()).isNull();
    assertThat(done(gateway.createCharge(request(order, card)))).as("a repeat").isEqualTo(made);
    ChargeStanding paid = done(gateway.confirmCharge(order, made.id(), card, 1));
    assertThat(paid.status()).isEqualTo(ChargeStanding.Status.SUCCEEDED);
    assertThat(paid.captured()).isEqualTo(Orders.AMOUNT);
    assertThat(paid.fee()).isEqualTo(Orders.FEE);
    assertThat(paid.lastTry()).startsWith("ch_");
    assertThat(done(gateway.confirmCharge(order, made.id(), card, 1))).as("again").isEqualTo(paid);
    assertThat(done(gateway.confirmCharge(order, made.id(), card, 2))).as("anew").isEqualTo(paid);
    assertThat(done(gateway.cancelCharge(made.id()))).as("too late").isEqualTo(paid);
    assertThat(done(gateway.readCharge(made.id()))).isEqualTo(paid);
    assertThat(ofOrder("charges", order)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "pm_card_chargeCustomerFail,DECLINED",
    "pm_card_insufficientFundsAtCharge,INSUFFICIENT_FUNDS",
    "pm_card_expiresBeforeCharge,EXPIRED_CARD",
    "pm_card_authenticationRequired,AUTHENTICATION_NEEDED"
  })
  void aCardThatRefusesIsAnAnswer(String card, CardRefusal refusal) {
    OrderId order = Orders.next();
    ChargeStanding refused = charged(order, card);
    assertThat(refused.status()).isEqualTo(ChargeStanding.Status.OPEN);
    assertThat(refused.refusal()).isEqualTo(refusal);
    assertThat(refused.lastTry()).startsWith("ch_");
    assertThat(refused.captured()).isZero();
    assertThat(refused.clientSecret()).isNotNull();
    assertThat(done(gateway.readCharge(refused.id()))).isEqualTo(refused);
    assertThat(done(gateway.cancelCharge(refused.id())).status())
        .isEqualTo(ChargeStanding.Status.CANCELLED);
    Card other = secured(order, 2, null, "pm_card_visa");
    assertThat(done(gateway.confirmCharge(order, refused.id(), other, 2)).status())
        .as("too late")
        .isEqualTo(ChargeStanding.Status.CANCELLED);
  }

  @Test
  void everyTryHasItsOwnId() {
    OrderId order = Orders.next();
    Card card = secured(order, "pm_card_failsTwice");
    String charge = done(gateway.createCharge(request(order, card))).id();
    ChargeStanding first = done(gateway.confirmCharge(order, charge, card, 1));
    assertThat(done(gateway.confirmCharge(order, charge, card, 1)))
        .as("a repeat of the same try")
        .isEqualTo(first);
    ChargeStanding second = done(gateway.confirmCharge(order, charge, card, 2));
    assertThat(second.lastTry()).isNotEqualTo(first.lastTry());
    assertThat(done(gateway.confirmCharge(order, charge, card, 3)).status())
        .isEqualTo(ChargeStanding.Status.SUCCEEDED);
  }

  @Test
  void theBackerAuthenticates() {
    ChargeStanding refused = charged(Orders.next(), "pm_card_authenticationRequired");
    give(
        "pm_card_authenticationRequired",
        "payment_intents",
        refused.id(),
        String.valueOf(refused.clientSecret()));
    ChargeStanding paid = done(gateway.readCharge(refused.id()));
    assertThat(paid.status()).isEqualTo(ChargeStanding.Status.SUCCEEDED);
    assertThat(paid.fee()).isEqualTo(Orders.FEE);
  }

  @Test
  void anotherCardPaysTheSameCharge() {
    OrderId order = Orders.next();
    ChargeStanding refused = charged(order, "pm_card_chargeCustomerFail");
    Card other = secured(order, 2, null, "pm_card_visa");
    assertThat(done(gateway.confirmCharge(order, refused.id(), other, 2)).status())
        .isEqualTo(ChargeStanding.Status.SUCCEEDED);
  }

  /** A charge is bound to its customer, and this provider forgets which one that was. */
  @Test
  void anotherCardBelongsToTheCustomerOfTheCharge() {
    sandbox.trouble(Trouble.parse("{\"forgetsKeys\": true}"));
    OrderId order = Orders.next();
    Card first = secured(order, "pm_card_chargeCustomerFail");
    ChargeStanding charge = done(gateway.createCharge(request(order, first)));
    assertThat(done(gateway.confirmCharge(order, charge.id(), first, 1)).status())
        .isEqualTo(ChargeStanding.Status.OPEN);
    Card other = secured(order, 2, first.customer(), "pm_card_visa");
    assertThat(done(gateway.confirmCharge(order, charge.id(), other, 2)).status())
        .isEqualTo(ChargeStanding.Status.SUCCEEDED);
    assertThat(ofOrder("charges", order)).hasSize(2);
  }

  @Test
  void moneyGoesBackOnceForEachRefund() {
    OrderId order = Orders.next();
    String charge = charged(order, "pm_card_visa").id();
    assertThat(done(gateway.findRefund(charge, "r1"))).isEmpty();
    RefundStanding first = done(gateway.refund(order, charge, "r1", 900));
    assertThat(first.status()).isEqualTo(RefundStanding.Status.SUCCEEDED);
    assertThat(first.refund()).isEqualTo("r1");
    assertThat(first.amount()).isEqualTo(900);
    sandbox.trouble(Trouble.parse("{\"forgetsKeys\": true}"));
    assertThat(done(gateway.refund(order, charge, "r1", 900))).as("a repeat").isEqualTo(first);
    assertThat(done(gateway.findRefund(charge, "r1"))).hasValue(first);
    assertThat(answer(gateway.refund(order, charge, "r2", 4_001)))
        .as("more than is left")
        .isInstanceOf(Refused.class);
    done(gateway.refund(order, charge, "r3", 4_000));
    assertThat(answer(gateway.refund(order, charge, "r4", 1)))
        .isEqualTo(new Refused<>("charge_already_refunded"));
    assertThat(ofOrder("refunds", order)).hasSize(2);
  }

  @Test
  void aRefundIsFoundAmongMany() {
    OrderId order = Orders.next();
    String charge = charged(order, "pm_card_visa").id();
    for (int i = 0; i < 105; i++) {
      done(gateway.refund(order, charge, "r" + i, 1));
    }
    assertThat(done(gateway.findRefund(charge, "r0"))).isPresent();
    assertThat(done(gateway.findRefund(charge, "none"))).isEmpty();
  }

  @Test
  void whatIsNotThereIsRefused() {
    OrderId order = Orders.next();
    assertThat(answer(gateway.readSetup("seti_none"))).isEqualTo(new Refused<>("resource_missing"));
    assertThat(answer(gateway.readCharge("pi_none"))).isEqualTo(new Refused<>("resource_missing"));
    assertThat(answer(gateway.refund(order, "pi_none", "r", 1))).isInstanceOf(Refused.class);
    Card nobodys = new Card("cus_none", "pm_none");
    assertThat(answer(gateway.createCharge(request(order, nobodys))))
        .isEqualTo(new Refused<>("resource_missing"));
    assertThat(
            answer(
                gateway.createCharge(
                    new ChargeRequest(
                        order, Orders.CAMPAIGN, 100, Currency.getInstance("ISK"), nobodys))))
        .as("a currency that Stripe counts otherwise")
        .isEqualTo(new Refused<>("currency_not_supported"));
  }
}
