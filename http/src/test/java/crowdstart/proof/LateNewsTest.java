package crowdstart.proof;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.identity.OrderId;
import crowdstart.payment.PaymentAnswer;
import crowdstart.payment.PaymentStage;
import crowdstart.payment.PaymentStanding;
import crowdstart.payment.Refund;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the provider says days later is heard, although its webhook never arrives (W7). */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LateNewsTest {
  private static final Duration WAIT = Duration.ofMinutes(1);

  @Test
  void aRefundThatFailedIsFoundInTheListOfEvents() throws Exception {
    try (WebhookDesk desk = new WebhookDesk()) {
      OrderId order = desk.paid("pm_card_refundFail");
      Lane.await(desk.node.engine.payments().giveBack(order, "mine", TrialCampaign.PRICE));
      await(desk, order, PaymentStage.REFUNDED);
      await(desk, order, PaymentStage.CAPTURED);

      PaymentStanding payment = payment(desk, order);
      assertThat(payment.refunds())
          .containsExactly(new Refund("mine", TrialCampaign.PRICE, Refund.Status.FAILED));
      assertThat(payment.refundable()).isEqualTo(TrialCampaign.PRICE);
      Books books = Books.read(desk.database);
      assertThat(Reconciliation.differences(desk.ledger(), books)).isEmpty();
    }
  }

  @Test
  void aDisputeIsFoundThereToo() throws Exception {
    try (WebhookDesk desk = new WebhookDesk()) {
      OrderId order = desk.paid("pm_card_createDispute");
      Awaitility.await()
          .atMost(WAIT)
          .untilAsserted(() -> assertThat(payment(desk, order).disputes()).hasSize(1));
      PaymentStanding payment = payment(desk, order);
      assertThat(payment.disputed()).isEqualTo(TrialCampaign.PRICE);
      assertThat(payment.refundable()).isZero();
      Books books = Books.read(desk.database);
      assertThat(Reconciliation.differences(desk.ledger(), books)).isEmpty();
    }
  }

  private static void await(WebhookDesk desk, OrderId order, PaymentStage stage) {
    Awaitility.await(stage.label())
        .atMost(WAIT)
        .until(() -> payment(desk, order).stage(), stage::equals);
  }

  private static PaymentStanding payment(WebhookDesk desk, OrderId order) {
    PaymentAnswer answer = Lane.await(desk.node.engine.payments().read(order));
    return ((PaymentAnswer.Found) answer).standing();
  }
}
