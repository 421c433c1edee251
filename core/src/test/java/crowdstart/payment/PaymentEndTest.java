package crowdstart.payment;

import static crowdstart.payment.PaymentSpec.*;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.order.OrderStage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a payment ends, and gives back: M3, M4, M5. */
class PaymentEndTest {
  @Test
  void moneyForAnEndedOrderGoesBackWhole() {
    ProviderNews paid = charge("pi_1", ChargeStanding.Status.SUCCEEDED, "ch_1");
    PaymentEvent back = refundTried("order-cancelled-1", AMOUNT, EndReason.ORDER_CANCELLED);
    given(ENDING).hears(paid).then(captured(), back);
    given(ENDED).hears(paid).then(captured(), back);
    given(CAPTURED).when(new PaymentCommand.HearOrder(OrderStage.CANCELLED, LATER)).then(back);
    given(DROPPED).hears(paid).then(captured(), refundTried("unpaid-1", AMOUNT, EndReason.UNPAID));
    given(UNPAID).hears(paid).then(captured());
  }

  @Test
  void anUnpaidPledgeWhoseOrderEndsIsNotPaidAfterAll() {
    PaymentEvent ends = new PaymentEvent.EndBegun(EndReason.ORDER_CANCELLED, LATER);
    given(UNPAID).when(new PaymentCommand.HearOrder(OrderStage.CANCELLED, LATER)).then(ends);
    given(and(UNPAID, ends))
        .hears(charge("pi_1", ChargeStanding.Status.SUCCEEDED, "ch_1"))
        .then(captured(), refundTried("order-cancelled-1", AMOUNT, EndReason.ORDER_CANCELLED));
  }

  @Test
  void aRefundThatIsRefusedBehindTheEndOfItsOrderIsTriedAgain() {
    PaymentEvent[] asked = and(CAPTURED, refundTried("mine", AMOUNT, null));
    PaymentEvent ends = new PaymentEvent.EndBegun(EndReason.ORDER_CANCELLED, LATER);
    given(asked).when(new PaymentCommand.HearOrder(OrderStage.CANCELLED, LATER)).then(ends);
    PaymentEvent refused = new PaymentEvent.RefundRefused("mine", "no", LATER);
    given(and(asked, ends, refused))
        .when(new PaymentCommand.Wake(LATER))
        .then(refundTried("order-cancelled-1", AMOUNT, EndReason.ORDER_CANCELLED));
    given(and(asked, refused)).when(new PaymentCommand.Wake(LATER)).thenAlreadyDone();
  }

  @Test
  void theIdOfARefundOfOursIsNeverOneThatIsTaken() {
    PaymentEvent[] taken = and(CAPTURED, refundTried("order-cancelled-1", 1, null));
    given(taken)
        .when(new PaymentCommand.End(EndReason.ORDER_CANCELLED, LATER))
        .then(refundTried("order-cancelled-2", AMOUNT - 1, EndReason.ORDER_CANCELLED));
  }

  @Test
  void aPaymentHasSoManyRefundsAndNoMoreButThoseOfItsEnd() {
    PaymentEvent[] many = CAPTURED;
    for (int i = 0; i < RefundRules.ASKED_MAX; i++) {
      many = and(many, refundTried("r" + i, 1, null));
    }
    given(many)
        .when(new PaymentCommand.GiveBack("one-more", 1, LATER))
        .thenRejected(PaymentRejection.TOO_MANY_REFUNDS);
    given(many).when(new PaymentCommand.GiveBack("r0", 1, LATER)).thenAlreadyDone();
    given(many)
        .when(new PaymentCommand.End(EndReason.ORDER_CANCELLED, LATER))
        .then(
            refundTried(
                "order-cancelled-1", AMOUNT - RefundRules.ASKED_MAX, EndReason.ORDER_CANCELLED));
  }

  @Test
  void neverMoreIsGivenBackThanWasCaptured() {
    given(CAPTURED)
        .when(new PaymentCommand.GiveBack("a", AMOUNT + 1, LATER))
        .thenRejected(PaymentRejection.MORE_THAN_CAPTURED);
    given(CAPTURED)
        .when(new PaymentCommand.GiveBack("a", AMOUNT, LATER))
        .then(refundTried("a", AMOUNT, null));
    PaymentEvent[] half = and(CAPTURED, refundTried("a", AMOUNT / 2, null));
    given(half).when(new PaymentCommand.GiveBack("a", AMOUNT / 2, LATER)).thenAlreadyDone();
    given(half)
        .when(new PaymentCommand.GiveBack("a", 1, LATER))
        .thenRejected(PaymentRejection.REFUND_ID_REUSED);
    given(half)
        .when(new PaymentCommand.GiveBack("b", AMOUNT / 2 + 1, LATER))
        .thenRejected(PaymentRejection.MORE_THAN_CAPTURED);
    for (PaymentEvent[] events : List.of(OPENED, PLEDGED, CHARGING, OVERDUE, ENDING, ENDED)) {
      given(events)
          .when(new PaymentCommand.GiveBack("a", 1, LATER))
          .thenRejected(PaymentRejection.WRONG_STAGE);
    }
  }

  @Test
  void aRefundIsSettledOnce() {
    PaymentEvent[] tried = and(CAPTURED, refundTried("a", 5, null));
    PaymentEvent done = new PaymentEvent.Refunded("a", "re_a", 5, LATER);
    ProviderNews news = refund("a", 5, RefundStanding.Status.SUCCEEDED);
    given(tried).hears(news).then(done);
    given(and(tried, done)).hears(news).thenAlreadyDone();
    given(tried).hears(refund("b", 5, RefundStanding.Status.SUCCEEDED)).thenAlreadyDone();
    given(tried).hears(refund("a", 5, RefundStanding.Status.PENDING)).thenAlreadyDone();
    given(tried)
        .hears(refund("a", 5, RefundStanding.Status.FAILED))
        .then(new PaymentEvent.RefundFailed("a", 0, null, LATER));
  }

  @ParameterizedTest
  @EnumSource(EndReason.class)
  void whatTheProviderDoesNotHaveEndsAtOnce(EndReason why) {
    PaymentEvent begun = new PaymentEvent.EndBegun(why, LATER);
    PaymentEvent ended = new PaymentEvent.Ended(why, LATER);
    PaymentCommand end = new PaymentCommand.End(why, LATER);
    for (PaymentEvent[] events : List.of(OPENED, SECURED, PLEDGED, TRIED)) {
      given(events).when(end).then(begun, ended);
    }
    for (PaymentEvent[] events : List.of(SECURING, CHARGING, OVERDUE)) {
      given(events).when(end).then(begun);
    }
    for (PaymentEvent[] events : List.of(ENDING, ENDED, DROPPED)) {
      given(events).when(end).thenAlreadyDone();
    }
    assertThat(Owed.of(state(and(PLEDGED, begun, ended)), true))
        .isEqualTo(why.name().startsWith("ORDER") ? new Owed.Nothing() : new Owed.TellOrder(why));
  }

  @ParameterizedTest
  @EnumSource(EndReason.class)
  void anOrderIsToldWhenAllOfItsMoneyIsBack(EndReason why) {
    PaymentEvent tried = refundTried(why.label() + "-1", AMOUNT, why);
    PaymentEvent done = new PaymentEvent.Refunded(why.label() + "-1", "re_1", AMOUNT, LATER);
    PaymentEvent told = new PaymentEvent.OrderTold(LATER);
    PaymentEvent[] back = and(CAPTURED, tried, done);
    boolean isNews = !why.name().startsWith("ORDER");
    assertThat(Owed.of(state(back), true))
        .isEqualTo(isNews ? new Owed.TellOrder(why) : new Owed.Nothing());
    if (isNews) {
      given(back).when(new PaymentCommand.HearOrderTold(LATER)).then(told);
      given(and(back, told)).when(new PaymentCommand.HearOrderTold(LATER)).thenAlreadyDone();
      assertThat(Owed.of(state(and(back, told)), false)).isEqualTo(new Owed.Nothing());
    } else {
      given(back).when(new PaymentCommand.HearOrderTold(LATER)).thenAlreadyDone();
    }
    given(and(CAPTURED, tried)).when(new PaymentCommand.HearOrderTold(LATER)).thenAlreadyDone();
  }

  @Test
  void aChargeThatIsEndedBeforeItsIdIsKnownEndsHereToo() {
    ProviderNews gone = charge("pi_1", ChargeStanding.Status.CANCELLED, null);
    PaymentEvent begun = new PaymentEvent.EndBegun(EndReason.UNPAID, LATER);
    PaymentEvent ended = new PaymentEvent.Ended(EndReason.UNPAID, LATER);
    PaymentEvent[] unmade =
        and(TRIED, new PaymentEvent.ChargeFailed(1, CardRefusal.OTHER, null, LATER, NOW));
    given(unmade).hears(gone).then(begun, ended);
    given(OVERDUE).hears(gone).then(begun);
  }

  @Test
  void aPaymentOpenedBehindTheEndOfItsOrderAsksAndEnds() {
    assertThat(Owed.toLookAt(state(SECURING))).isEqualTo(new Owed.AskOrder());
    given(SECURING)
        .when(new PaymentCommand.HearOrder(OrderStage.CANCELLED, LATER))
        .then(new PaymentEvent.EndBegun(EndReason.ORDER_CANCELLED, LATER));
    given(SECURING).when(new PaymentCommand.HearOrder(OrderStage.HELD, LATER)).thenAlreadyDone();
    assertThat(Owed.toLookAtBehind(new Owed.AskOrder(), state(SECURING), LATER))
        .isEqualTo(new Owed.ReadSetup("seti_1"));
  }
}
