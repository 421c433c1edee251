package crowdstart.http.gateway;

import static crowdstart.http.gateway.Orders.answer;
import static crowdstart.http.gateway.Orders.done;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.identity.OrderId;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.GatewayAnswer;
import crowdstart.payment.ProviderNews;
import crowdstart.payment.RefundStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands in the provider's list of events, and came long after it was asked for anything. */
class StripeNewsTest extends WithSandbox {
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final int REFUNDS = 120;
  private static final Instant BEGINNING = Instant.ofEpochSecond(1);

  @Test
  void aRefundThatFailedIsOnTheList() {
    OrderId order = Orders.next();
    String charge = charged(order, "pm_card_refundFail").id();
    RefundStanding made = done(gateway.refund(order, charge, "r1", 900));
    assertThat(made.status()).isEqualTo(RefundStanding.Status.SUCCEEDED);
    RefundStanding failed = new RefundStanding(made.id(), "r1", 900, RefundStanding.Status.FAILED);
    Awaitility.await()
        .atMost(WAIT)
        .untilAsserted(() ->
            assertThat(late(BEGINNING))
                .contains(new StripeWebhook.News(order, new ProviderNews.Refund(failed))));
    assertThat(done(gateway.findRefund(charge, "r1"))).hasValue(failed);
    assertThat(late(Instant.now().plusSeconds(3_600))).isEmpty();
  }

  @Test
  void aDisputeIsOnTheListAndSaysWhoseItIsWhenAsked() {
    OrderId order = Orders.next();
    String charge = charged(order, "pm_card_createDispute").id();
    List<StripeWebhook.Disputed> disputed =
        late(BEGINNING).stream()
            .filter(StripeWebhook.Disputed.class::isInstance)
            .map(StripeWebhook.Disputed.class::cast)
            .filter(it -> it.charge().equals(charge))
            .toList();
    assertThat(disputed).as("created, and the money withdrawn").hasSize(2);
    DisputeStanding standing = disputed.getFirst().standing();
    assertThat(standing)
        .isEqualTo(
            new DisputeStanding(
                standing.id(),
                DisputeStanding.Status.OPEN,
                Orders.AMOUNT,
                Orders.AMOUNT,
                2_000,
                "fraudulent"));
    assertThat(done(gateway.news().orderOf(charge))).hasValue(order);
    assertThat(answer(gateway.news().orderOf("pi_none")))
        .isEqualTo(new GatewayAnswer.Refused<>("resource_missing"));
    String path = "/v1/disputes/" + standing.id();
    wire.post(path, "evidence[uncategorized_text]", "winning_evidence");
    assertThat(done(gateway.readDispute(standing.id())))
        .isEqualTo(
            new DisputeStanding(
                standing.id(), DisputeStanding.Status.WON, Orders.AMOUNT, 0, 2_000, "fraudulent"));
    assertThat(done(gateway.refund(order, charge, "r1", 1)).status())
        .isEqualTo(RefundStanding.Status.SUCCEEDED);
  }

  @Test
  void everyPageOfItIsRead() {
    OrderId order = Orders.next();
    String charge = charged(order, "pm_card_refundFail").id();
    for (int i = 0; i < REFUNDS; i++) {
      done(gateway.refund(order, charge, "many-" + i, 1));
    }
    Awaitility.await()
        .atMost(WAIT)
        .untilAsserted(() ->
            assertThat(late(BEGINNING).stream().filter(it -> isOf(it, order)).distinct())
                .hasSize(REFUNDS));
  }

  @Test
  void aProviderThatIsAwaySaysNothing() {
    sandbox.trouble(crowdstart.sandbox.Trouble.parse("{\"errors\": 1}"));
    assertThat(answer(gateway.news().late(BEGINNING, null)))
        .isEqualTo(new GatewayAnswer.Unknown<>());
  }

  private static boolean isOf(StripeWebhook.Verdict verdict, OrderId order) {
    return verdict instanceof StripeWebhook.News news && news.order().equals(order);
  }

  private static List<StripeWebhook.Verdict> late(Instant since) {
    List<StripeWebhook.Verdict> all = new ArrayList<>();
    @Nullable String after = null;
    do {
      StripeNews.Page page = done(gateway.news().late(since, after));
      all.addAll(page.news());
      after = page.next();
    } while (after != null);
    return all;
  }
}
