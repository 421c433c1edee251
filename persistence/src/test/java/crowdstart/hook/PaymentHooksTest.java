package crowdstart.hook;

import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.EXPIRY;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.order;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.FundingModel;
import crowdstart.campaign.Stage;
import crowdstart.payment.CardRefusal;
import crowdstart.payment.CollectionEvent;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.Terms;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PaymentHooksTest {

  private final HookFixture given = new HookFixture();

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void moneyThatMovesIsToldWithWhoseItIs() throws SQLException {
    Webhook webhook = given.webhook(1);
    given.system.spawn(Hooks.payments(given.system.system(), () -> given.now));
    payment(1, opened(1), new PaymentEvent.ChargeTried(1, AT));
    payment(
        1,
        new PaymentEvent.ChargeFailed(1, CardRefusal.INSUFFICIENT_FUNDS, "ch_1", EXPIRY, AT),
        new PaymentEvent.Captured("pi_1", 4_900, 90, AT.plusSeconds(1)),
        new PaymentEvent.Refunded("r-1", "re_1", 900, AT.plusSeconds(2)),
        new PaymentEvent.RefundFailed("r-1", 900, null, AT.plusSeconds(3)),
        new PaymentEvent.RefundRefused("r-2", "no", AT.plusSeconds(4)),
        new PaymentEvent.RefundGivenUp(AT.plusSeconds(5)),
        new PaymentEvent.Disputed(
            new DisputeStanding(
                "du_1", DisputeStanding.Status.LOST, 4_900, 4_000, 2_000, "fraudulent"),
            -1,
            0,
            AT.plusSeconds(6)));
    awaitDeliveries(7);

    String whose =
        "\"order\":\"%s\",\"campaign\":\"%s\",\"currency\":\"EUR\"}}"
            .formatted(order(1), campaign(1));
    assertThat(given.due.claim(webhook.id(), 10, given.now))
        .extracting(DueDelivery::body)
        .containsExactly(
            body("payment.failed", AT.toString())
                + "{\"attempt\":1,\"reason\":\"insufficient-funds\",\"retryAt\":\""
                + EXPIRY
                + "\","
                + whose,
            body("payment.captured", AT.plusSeconds(1).toString())
                + "{\"amount\":4900,\"fee\":90,"
                + whose,
            body("payment.refunded", AT.plusSeconds(2).toString())
                + "{\"refund\":\"r-1\",\"amount\":900,"
                + whose,
            body("payment.refund-failed", AT.plusSeconds(3).toString())
                + "{\"refund\":\"r-1\","
                + whose,
            body("payment.refund-failed", AT.plusSeconds(4).toString())
                + "{\"refund\":\"r-2\","
                + whose,
            body("payment.refund-failed", AT.plusSeconds(5).toString())
                + "{\"givenUp\":true,"
                + whose,
            body("payment.disputed", AT.plusSeconds(6).toString())
                + "{\"dispute\":\"du_1\",\"state\":\"lost\",\"amount\":4900,\"taken\":4000,"
                + "\"fee\":2000,\"reason\":\"fraudulent\","
                + whose);
    assertThat(given.log(webhook)).extracting(Delivery::order).containsOnly(order(1));
  }

  @Test
  void howACampaignEndsIsTold() {
    Webhook funded = given.webhook(1);
    Webhook cancelled = given.webhook(2, HookType.CAMPAIGN_CANCELLED);
    given.webhook(3, HookType.CAMPAIGN_FUNDED);
    given.system.spawn(Hooks.payments(given.system.system(), () -> given.now));
    collection(1, new CollectionEvent.Begun(Stage.FUNDED, AT), new CollectionEvent.Paused(AT));
    collection(2, new CollectionEvent.Begun(Stage.CANCELLED, AT));
    collection(3, new CollectionEvent.Begun(Stage.UNFUNDED, AT));
    awaitDeliveries(2);

    assertThat(given.log(funded))
        .singleElement()
        .satisfies(one -> assertThat(one.type()).isEqualTo("campaign.funded"))
        .satisfies(one -> assertThat(one.order()).isNull());
    assertThat(given.log(cancelled))
        .extracting(Delivery::type)
        .containsExactly("campaign.cancelled");
  }

  private static String body(String type, String at) {
    return "{\"type\":\"" + type + "\",\"timestamp\":\"" + at + "\",\"data\":";
  }

  private static PaymentEvent.Opened opened(int number) {
    return new PaymentEvent.Opened(
        new Terms(
            order(number),
            campaign(1),
            4_900,
            Currency.getInstance("EUR"),
            FundingModel.ALL_OR_NOTHING,
            EXPIRY),
        AT);
  }

  private void payment(int number, PaymentEvent... events) {
    given.store("payment-journal", "payment", order(number).value(), List.of(events));
  }

  private void collection(int number, CollectionEvent... events) {
    given.store("payment-journal", "collection", campaign(number).value(), List.of(events));
  }

  private void awaitDeliveries(long count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> given.count("select count(*) from hook.delivery"), found -> found == count);
  }
}
