package crowdstart.payment;

import static crowdstart.payment.PaymentSpec.AMOUNT;
import static crowdstart.payment.PaymentSpec.CAPTURED;
import static crowdstart.payment.PaymentSpec.CHARGING;
import static crowdstart.payment.PaymentSpec.ENDED;
import static crowdstart.payment.PaymentSpec.LATER;
import static crowdstart.payment.PaymentSpec.PLEDGED;
import static crowdstart.payment.PaymentSpec.and;
import static crowdstart.payment.PaymentSpec.given;
import static crowdstart.payment.PaymentSpec.refundTried;
import static crowdstart.payment.PaymentSpec.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.payment.DisputeStanding.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bank takes money back for its backer: M2, M3. */
class DisputeTest {
  private static final long FEE = 2_000;
  private static final DisputeStanding OPEN = dispute(Status.OPEN, AMOUNT, 0, 0);
  private static final DisputeStanding TAKEN = dispute(Status.OPEN, AMOUNT, AMOUNT, FEE);
  private static final DisputeStanding LOST = dispute(Status.LOST, AMOUNT, AMOUNT, FEE);
  private static final DisputeStanding WON = dispute(Status.WON, AMOUNT, 0, FEE);

  @Test
  void whatTheProviderSaysOfItIsStoredWithWhatItChanges() {
    PaymentEvent taken = new PaymentEvent.Disputed(TAKEN, AMOUNT, FEE, LATER);
    given(CAPTURED).hears(news(OPEN)).then(new PaymentEvent.Disputed(OPEN, 0, 0, LATER));
    given(CAPTURED).hears(news(TAKEN)).then(taken);
    PaymentEvent[] events = and(CAPTURED, taken);
    given(events).hears(news(TAKEN)).thenAlreadyDone();
    given(events).hears(news(LOST)).then(new PaymentEvent.Disputed(LOST, 0, 0, LATER));
    PaymentEvent won = new PaymentEvent.Disputed(WON, -AMOUNT, 0, LATER);
    given(events).hears(news(WON)).then(won);
    given(and(events, won)).hears(news(WON)).thenAlreadyDone();
    given(and(events, won))
        .hears(news(LOST))
        .then(new PaymentEvent.Disputed(LOST, AMOUNT, 0, LATER));
    PaymentStanding standing = PaymentStanding.of((PaymentState.Known) state(events));
    assertThat(standing.stage()).isEqualTo(PaymentStage.CAPTURED);
    assertThat(standing.disputes()).containsExactly(TAKEN);
    assertThat(standing.disputed()).isEqualTo(AMOUNT);
    assertThat(standing.lost()).isZero();
  }

  @Test
  void whatAWebhookSaysIsAReasonToLook() {
    assertThat(ProviderRules.isSelfEvident(news(LOST))).isFalse();
    assertThat(ProviderRules.lookInto(news(OPEN), state(CAPTURED)))
        .isEqualTo(new Owed.ReadDispute("du_1"));
    for (PaymentEvent[] events : List.of(PLEDGED, CHARGING, ENDED)) {
      given(events).hears(news(OPEN)).thenRejected(PaymentRejection.WRONG_STAGE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INQUIRY, 0, 10000",
    "CLOSED, 0, 10000",
    "OPEN, 0, 6000",
    "OPEN, 4000, 6000",
    "REVIEW, 4000, 6000",
    "LOST, 4000, 6000",
    "WON, 4000, 6000",
    "WON, 0, 10000",
    "WON, -1, 10000"
  })
  void noMoreIsRefundedThanIsLeft(Status status, long taken, long refundable) {
    PaymentEvent[] events = and(CAPTURED, disputed(dispute(status, 4_000, taken, 0), taken));
    assertThat(PaymentStanding.of((PaymentState.Known) state(events)).refundable())
        .isEqualTo(refundable);
    given(events)
        .when(new PaymentCommand.GiveBack("a", refundable + 1, LATER))
        .thenRejected(PaymentRejection.MORE_THAN_CAPTURED);
    given(events)
        .when(new PaymentCommand.GiveBack("a", refundable, LATER))
        .then(refundTried("a", refundable, null));
  }

  @Test
  void anOrderThatEndedGetsBackWhatItsBankDoesNotKeep() {
    EndReason why = EndReason.CAMPAIGN_CANCELLED;
    PaymentEvent[] taken = and(CAPTURED, disputed(TAKEN, AMOUNT));
    PaymentEvent ends = new PaymentEvent.EndBegun(why, LATER);
    given(taken).when(new PaymentCommand.End(why, LATER)).then(ends);
    PaymentEvent[] ended = and(taken, ends);
    assertThat(((PaymentState.Known) state(ended)).stage()).isEqualTo(PaymentStage.REFUNDED);
    assertThat(Owed.of(state(ended), false)).isEqualTo(new Owed.TellOrder(why));
    given(ended)
        .hears(news(WON))
        .then(
            new PaymentEvent.Disputed(WON, -AMOUNT, 0, LATER),
            refundTried("campaign-cancelled-1", AMOUNT, why));
    PaymentEvent[] open = and(CAPTURED, disputed(OPEN, 0), ends);
    assertThat(((PaymentState.Known) state(open)).stage()).isEqualTo(PaymentStage.REFUNDING);
    assertThat(Owed.of(state(open), false)).isEqualTo(new Owed.Nothing());
    given(open).when(new PaymentCommand.Wake(LATER)).thenAlreadyDone();
  }

  @Test
  void whatIsAlreadyBackMayBeTakenOnceMore() {
    PaymentEvent[] events =
        and(
            CAPTURED,
            refundTried("a", AMOUNT, null),
            new PaymentEvent.Refunded("a", "re_a", AMOUNT, LATER),
            disputed(TAKEN, AMOUNT));
    PaymentState.Captured state = (PaymentState.Captured) state(events);
    assertThat(state.refundable()).isZero();
    assertThat(state.stage()).isEqualTo(PaymentStage.REFUNDED);
  }

  @Test
  void theImpossibleIsNotRead() {
    assertThatThrownBy(() -> state(and(CAPTURED, disputed(TAKEN, AMOUNT - 1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("M2");
    assertThatThrownBy(() -> state(and(CHARGING, disputed(OPEN, 0))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot follow");
  }

  private static PaymentEvent disputed(DisputeStanding standing, long taken) {
    return new PaymentEvent.Disputed(standing, taken, standing.fee(), LATER);
  }

  private static DisputeStanding dispute(Status status, long amount, long taken, long fee) {
    return new DisputeStanding("du_1", status, amount, taken, fee, "fraudulent");
  }

  private static ProviderNews news(DisputeStanding standing) {
    return new ProviderNews.Dispute(standing);
  }
}
