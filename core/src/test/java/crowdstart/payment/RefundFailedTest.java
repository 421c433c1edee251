package crowdstart.payment;

import static crowdstart.payment.PaymentSpec.AMOUNT;
import static crowdstart.payment.PaymentSpec.CAPTURED;
import static crowdstart.payment.PaymentSpec.LATER;
import static crowdstart.payment.PaymentSpec.and;
import static crowdstart.payment.PaymentSpec.given;
import static crowdstart.payment.PaymentSpec.refund;
import static crowdstart.payment.PaymentSpec.refundTried;
import static crowdstart.payment.PaymentSpec.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.order.OrderStage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A refund that the provider called done, and whose money has come back: M2, M3, M4. */
class RefundFailedTest {
  private static final EndReason WHY = EndReason.ORDER_CANCELLED;
  private static final String OURS = "order-cancelled-1";
  private static final PaymentEvent[] BACK =
      and(CAPTURED, refundTried(OURS, AMOUNT, WHY), done(OURS, AMOUNT));

  @Test
  void itsMoneyMayBeGivenBackAgain() {
    PaymentEvent[] done = and(CAPTURED, refundTried("a", AMOUNT, null), done("a", AMOUNT));
    given(done)
        .when(new PaymentCommand.GiveBack("b", 1, LATER))
        .thenRejected(PaymentRejection.MORE_THAN_CAPTURED);
    PaymentEvent failed = new PaymentEvent.RefundFailed("a", AMOUNT, null, LATER);
    given(done).hears(refund("a", AMOUNT, RefundStanding.Status.FAILED)).then(failed);

    PaymentEvent[] all = and(done, failed);
    PaymentStanding standing = PaymentStanding.of((PaymentState.Known) state(all));
    assertThat(standing.stage()).isEqualTo(PaymentStage.CAPTURED);
    assertThat(standing.refunded()).isZero();
    assertThat(standing.refundable()).isEqualTo(AMOUNT);
    assertThat(standing.refunds()).containsExactly(new Refund("a", AMOUNT, Refund.Status.FAILED));
    given(all).when(new PaymentCommand.GiveBack("a", AMOUNT, LATER)).thenAlreadyDone();
    given(all)
        .when(new PaymentCommand.GiveBack("b", AMOUNT, LATER))
        .then(refundTried("b", AMOUNT, null));
    given(all).when(new PaymentCommand.Wake(LATER)).thenAlreadyDone();
  }

  @Test
  void newsOfItMayComeTwiceAndInAnyOrder() {
    List<ProviderNews> news =
        Arrays.asList(
            refund("a", 5, RefundStanding.Status.PENDING),
            refund("a", 5, RefundStanding.Status.SUCCEEDED),
            refund("a", 5, RefundStanding.Status.FAILED),
            refund("a", 5, RefundStanding.Status.FAILED));
    for (int i = 0; i < news.size(); i++) {
      Collections.rotate(news, 1);
      for (List<ProviderNews> order : List.of(news, news.reversed())) {
        PaymentState state = state(and(CAPTURED, refundTried("a", 5, null)));
        for (ProviderNews one : order) {
          PaymentDecision decision = Payment.decide(state, new PaymentCommand.Hear(one, LATER));
          if (decision instanceof PaymentDecision.Accept(List<PaymentEvent> events)) {
            for (PaymentEvent event : events) {
              state = Payment.evolve(state, event);
            }
          }
        }
        assertThat(((PaymentState.Captured) state).refunds())
            .as("W2 " + order)
            .containsExactly(new Refund("a", 5, Refund.Status.FAILED));
        assertThat(((PaymentState.Captured) state).refundable()).isEqualTo(AMOUNT);
      }
    }
  }

  @Test
  void whatIsOwedIsGivenBackAgainAndThenLeftToAPerson() {
    PaymentEvent[] events = BACK;
    for (int number = 1; number < RefundRules.FAILED_MAX; number++) {
      PaymentEvent failed =
          new PaymentEvent.RefundFailed("order-cancelled-" + number, AMOUNT, WHY, LATER);
      given(events).hears(failed(number)).then(failed);
      String next = "order-cancelled-" + (number + 1);
      PaymentEvent again = refundTried(next, AMOUNT, WHY);
      given(and(events, failed)).when(new PaymentCommand.Wake(LATER)).then(again);
      assertThat(stage(and(events, failed))).isEqualTo(PaymentStage.REFUNDING);
      events = and(events, failed, again, done(next, AMOUNT));
      assertThat(stage(events)).isEqualTo(PaymentStage.REFUNDED);
    }
    PaymentEvent last =
        new PaymentEvent.RefundFailed(
            "order-cancelled-" + RefundRules.FAILED_MAX, AMOUNT, WHY, LATER);
    PaymentEvent givenUp = new PaymentEvent.RefundGivenUp(LATER);
    given(events).hears(failed(RefundRules.FAILED_MAX)).then(last, givenUp);
    PaymentEvent[] over = and(events, last, givenUp);
    assertThat(stage(over)).isEqualTo(PaymentStage.REFUND_FAILED);
    assertThat(Owed.of(state(over), false)).isEqualTo(new Owed.Nothing());
    given(over).when(new PaymentCommand.Wake(LATER)).thenAlreadyDone();

    PaymentEvent asked = refundTried("a-person's", AMOUNT, null);
    given(over).when(new PaymentCommand.GiveBack("a-person's", AMOUNT, LATER)).then(asked);
    assertThat(stage(and(over, asked))).isEqualTo(PaymentStage.REFUNDING);
    given(and(over, asked))
        .when(new PaymentCommand.HearRefundRefused("a-person's", "no", LATER))
        .then(new PaymentEvent.RefundRefused("a-person's", "no", LATER), givenUp);
    assertThat(stage(and(over, asked, done("a-person's", AMOUNT))))
        .isEqualTo(PaymentStage.REFUNDED);
  }

  @Test
  void refusalsAreTriedForAWeekAndThenLeftToAPerson() {
    PaymentState state = state(CAPTURED);
    PaymentCommand next = new PaymentCommand.End(EndReason.CAMPAIGN_UNFUNDED, LATER);
    int tries = 0;
    while (Payment.decide(state, next) instanceof PaymentDecision.Accept(var events)) {
      tries++;
      String id = ((PaymentEvent.RefundTried) events.getFirst()).refund();
      state = after(state, events);
      PaymentDecision refused =
          Payment.decide(state, new PaymentCommand.HearRefundRefused(id, "no", LATER));
      state = after(state, ((PaymentDecision.Accept) refused).events());
      next = new PaymentCommand.Wake(LATER);
    }
    assertThat(tries).isEqualTo(RefundRules.REFUSED_MAX);
    assertThat(((PaymentState.Known) state).stage()).isEqualTo(PaymentStage.REFUND_FAILED);
  }

  @Test
  void anOrderThatEndedBehindItsRefundIsGivenBackAgainToo() {
    PaymentEvent[] mine = and(CAPTURED, refundTried("mine", AMOUNT, null), done("mine", AMOUNT));
    PaymentEvent ends = new PaymentEvent.EndBegun(WHY, LATER);
    given(mine).when(new PaymentCommand.HearOrder(OrderStage.CANCELLED, LATER)).then(ends);
    assertThat(stage(and(mine, ends))).isEqualTo(PaymentStage.REFUNDED);
    PaymentEvent failed = new PaymentEvent.RefundFailed("mine", AMOUNT, WHY, LATER);
    given(and(mine, ends)).hears(refund("mine", AMOUNT, RefundStanding.Status.FAILED)).then(failed);
    given(and(mine, ends, failed))
        .when(new PaymentCommand.Wake(LATER))
        .then(refundTried(OURS, AMOUNT, WHY));
  }

  @Test
  void anOrderThatWasToldIsToldOnce() {
    EndReason why = EndReason.CAMPAIGN_CANCELLED;
    PaymentEvent[] told =
        and(
            CAPTURED,
            refundTried("c-1", AMOUNT, why),
            done("c-1", AMOUNT),
            new PaymentEvent.OrderTold(LATER),
            new PaymentEvent.RefundFailed("c-1", AMOUNT, why, LATER),
            refundTried("c-2", AMOUNT, why),
            done("c-2", AMOUNT));
    assertThat(Owed.of(state(told), false)).isEqualTo(new Owed.Nothing());
  }

  @Test
  void theImpossibleIsNotRead() {
    impossible("M2", new PaymentEvent.RefundFailed(OURS, AMOUNT - 1, WHY, LATER));
    impossible("M2", new PaymentEvent.RefundFailed(OURS, 0, WHY, LATER));
    impossible("no such refund", new PaymentEvent.RefundFailed("b", 0, WHY, LATER));
    impossible(
        "could fail",
        new PaymentEvent.RefundFailed(OURS, AMOUNT, WHY, LATER),
        new PaymentEvent.RefundFailed(OURS, AMOUNT, WHY, LATER));
    impossible("cannot follow", new PaymentEvent.RefundGivenUp(LATER));
  }

  private static void impossible(String why, PaymentEvent... events) {
    assertThatThrownBy(() -> state(and(BACK, events)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(why);
  }

  private static PaymentState after(PaymentState state, List<PaymentEvent> events) {
    PaymentState next = state;
    for (PaymentEvent event : events) {
      next = Payment.evolve(next, event);
    }
    return next;
  }

  private static PaymentEvent done(String id, long amount) {
    return new PaymentEvent.Refunded(id, "re_" + id, amount, LATER);
  }

  private static ProviderNews failed(int number) {
    return refund("order-cancelled-" + number, AMOUNT, RefundStanding.Status.FAILED);
  }

  private static @Nullable PaymentStage stage(PaymentEvent... events) {
    return state(events) instanceof PaymentState.Known known ? known.stage() : null;
  }
}
