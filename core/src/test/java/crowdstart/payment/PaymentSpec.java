package crowdstart.payment;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.Fixture;
import crowdstart.campaign.FundingModel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** given/when/then for the rules of a payment. */
final class PaymentSpec {
  static final Instant NOW = Fixture.NOW;
  static final Instant LATER = NOW.plusSeconds(60);
  static final long AMOUNT = 10_000;
  static final Terms TERMS = terms(FundingModel.ALL_OR_NOTHING);
  static final Card CARD = new Card("cus_1", "pm_1");
  static final Card OTHER_CARD = new Card("cus_1", "pm_2");

  static final PaymentEvent[] OPENED = {new PaymentEvent.Opened(TERMS, NOW)};
  static final PaymentEvent[] SECURING =
      and(OPENED, new PaymentEvent.SetupMade(1, "seti_1", "cus_1", NOW));
  static final PaymentEvent[] SECURED = and(SECURING, new PaymentEvent.CardSecured(1, CARD, NOW));
  static final PaymentEvent[] PLEDGED = and(SECURED, new PaymentEvent.OrderConfirmed(NOW));
  static final PaymentEvent[] TRIED = and(PLEDGED, new PaymentEvent.ChargeTried(1, NOW));
  static final PaymentEvent[] CHARGING = and(TRIED, new PaymentEvent.ChargeMade("pi_1", NOW));
  static final PaymentEvent[] OVERDUE =
      and(CHARGING, failed(1, "ch_1", Dunning.RETRY_WAITS.get(0)));
  static final PaymentEvent[] REPLACING = and(OVERDUE, new PaymentEvent.SetupTried(2, NOW));
  static final PaymentEvent[] CAPTURED = and(CHARGING, captured());
  static final PaymentEvent[] ENDING =
      and(CHARGING, new PaymentEvent.EndBegun(EndReason.ORDER_CANCELLED, NOW));
  static final PaymentEvent[] ENDED =
      and(ENDING, new PaymentEvent.Ended(EndReason.ORDER_CANCELLED, NOW));
  static final PaymentEvent[] UNPAID =
      and(OVERDUE, new PaymentEvent.EndBegun(EndReason.UNPAID, NOW));
  static final PaymentEvent[] DROPPED = and(UNPAID, new PaymentEvent.Ended(EndReason.UNPAID, NOW));

  private PaymentState state = new PaymentState.Absent();

  private PaymentSpec() {}

  static PaymentSpec given(PaymentEvent... events) {
    PaymentSpec spec = new PaymentSpec();
    spec.state = state(events);
    return spec;
  }

  static PaymentState state(PaymentEvent... events) {
    PaymentState state = new PaymentState.Absent();
    for (PaymentEvent event : events) {
      state = Payment.evolve(state, event);
    }
    return state;
  }

  static PaymentEvent[] and(PaymentEvent[] before, PaymentEvent... then) {
    return Stream.concat(Arrays.stream(before), Arrays.stream(then)).toArray(PaymentEvent[]::new);
  }

  static Terms terms(FundingModel model) {
    return new Terms(
        Fixture.order(1), Fixture.CAMPAIGN, AMOUNT, Fixture.EUR, model, Fixture.EXPIRES_AT);
  }

  static PaymentEvent captured() {
    return new PaymentEvent.Captured("pi_1", AMOUNT, 170, LATER);
  }

  static PaymentEvent failed(int attempt, String lastTry, java.time.Duration wait) {
    return new PaymentEvent.ChargeFailed(
        attempt, CardRefusal.DECLINED, lastTry, NOW.plus(wait), NOW);
  }

  static PaymentEvent refundTried(String id, long amount, @Nullable EndReason why) {
    return new PaymentEvent.RefundTried(id, amount, why, LATER);
  }

  static ProviderNews setup(String id, SetupStanding.Status status) {
    String method = status == SetupStanding.Status.SUCCEEDED ? "pm_2" : null;
    return new ProviderNews.Setup(new SetupStanding(id, "cus_1", status, method, "secret", null));
  }

  static ProviderNews charge(String id, ChargeStanding.Status status, @Nullable String lastTry) {
    return new ProviderNews.Charge(standing(id, status, lastTry));
  }

  static ChargeStanding standing(
      String id, ChargeStanding.Status status, @Nullable String lastTry) {
    boolean isPaid = status == ChargeStanding.Status.SUCCEEDED;
    return new ChargeStanding(
        id,
        status,
        isPaid ? AMOUNT : 0,
        isPaid ? 170 : 0,
        lastTry,
        lastTry == null || isPaid ? null : CardRefusal.DECLINED,
        "secret");
  }

  static ProviderNews refund(String refund, long amount, RefundStanding.Status status) {
    return new ProviderNews.Refund(new RefundStanding("re_" + refund, refund, amount, status));
  }

  Decided when(PaymentCommand command) {
    return new Decided(Payment.decide(state, command));
  }

  Decided hears(ProviderNews news) {
    return when(new PaymentCommand.Hear(news, LATER));
  }

  record Decided(PaymentDecision decision) {
    void then(PaymentEvent... events) {
      assertThat(decision).isEqualTo(new PaymentDecision.Accept(List.of(events)));
    }

    void thenAlreadyDone() {
      assertThat(decision).isEqualTo(new PaymentDecision.AlreadyDone());
    }

    void thenRejected(PaymentRejection why) {
      assertThat(decision).isEqualTo(new PaymentDecision.Reject(why));
    }
  }
}
