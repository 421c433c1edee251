package crowdstart.payment;

import static crowdstart.payment.PaymentSpec.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.campaign.FundingModel;
import crowdstart.order.OrderStage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of a payment: M1 and M6. How it ends is in {@link PaymentEndTest}. */
class PaymentTest {
  private static final SetupStanding.Status SETUP_DONE = SetupStanding.Status.SUCCEEDED;

  @Test
  void opensOnceForTheSameTerms() {
    given().when(new PaymentCommand.Open(TERMS, false, NOW)).then(OPENED);
    Terms others = terms(FundingModel.KEEP_WHAT_YOU_RAISE);
    for (PaymentEvent[] events : List.of(OPENED, PLEDGED, CHARGING, CAPTURED, ENDING, ENDED)) {
      given(events).when(new PaymentCommand.Open(TERMS, true, NOW)).thenAlreadyDone();
      given(events)
          .when(new PaymentCommand.Open(others, true, NOW))
          .thenRejected(PaymentRejection.OTHER_TERMS);
    }
    given(OVERDUE)
        .when(new PaymentCommand.Open(TERMS, false, LATER))
        .then(new PaymentEvent.SetupTried(2, LATER));
    given(REPLACING).when(new PaymentCommand.Open(TERMS, true, LATER)).thenAlreadyDone();
  }

  @Test
  void anAuthenticationIsAskedForOnTheCharge() {
    PaymentSpec spec =
        given(
            and(
                CHARGING,
                new PaymentEvent.ChargeFailed(
                    1, CardRefusal.AUTHENTICATION_NEEDED, "ch_1", LATER, NOW)));
    spec.when(new PaymentCommand.Open(TERMS, false, LATER)).thenAlreadyDone();
    spec.when(new PaymentCommand.Open(TERMS, true, LATER))
        .then(new PaymentEvent.SetupTried(2, LATER));
  }

  @Test
  void aCardIsSecuredAndTheOrderConfirmed() {
    given(OPENED)
        .hears(setup("seti_1", SetupStanding.Status.OPEN))
        .then(new PaymentEvent.SetupMade(1, "seti_1", "cus_1", LATER));
    given(SECURING)
        .hears(setup("seti_1", SETUP_DONE))
        .then(new PaymentEvent.CardSecured(1, OTHER_CARD, LATER));
    given(SECURING)
        .hears(setup("seti_1", SetupStanding.Status.CANCELLED))
        .then(new PaymentEvent.SetupTried(2, LATER));
    given(SECURING).hears(setup("seti_9", SETUP_DONE)).thenAlreadyDone();
    given(SECURED)
        .when(new PaymentCommand.HearOrder(OrderStage.CONFIRMED, LATER))
        .then(new PaymentEvent.OrderConfirmed(LATER));
  }

  @Test
  void newsOfAnEarlierSetupIsNotTheNewOne() {
    given(REPLACING).hears(setup("seti_1", SETUP_DONE)).thenAlreadyDone();
    given(REPLACING).hears(setup("seti_1", SetupStanding.Status.CANCELLED)).thenAlreadyDone();
    PaymentEvent[] made = and(REPLACING, new PaymentEvent.SetupMade(2, "seti_2", "cus_1", NOW));
    given(made).hears(setup("seti_1", SETUP_DONE)).thenAlreadyDone();
    given(made)
        .hears(setup("seti_2", SETUP_DONE))
        .then(
            new PaymentEvent.CardSecured(2, OTHER_CARD, LATER),
            new PaymentEvent.ChargeTried(2, LATER));
  }

  @Test
  void whatIsRaisedIsKeptAtOnceWhereTheCampaignSaysSo() {
    PaymentEvent opened = new PaymentEvent.Opened(terms(FundingModel.KEEP_WHAT_YOU_RAISE), NOW);
    given(opened, SECURING[1], SECURED[2])
        .when(new PaymentCommand.HearOrder(OrderStage.CONFIRMED, LATER))
        .then(new PaymentEvent.OrderConfirmed(LATER), new PaymentEvent.ChargeTried(1, LATER));
  }

  @Test
  void onlyAConfirmedOrderIsCharged() {
    given(PLEDGED)
        .when(new PaymentCommand.Collect(LATER))
        .then(new PaymentEvent.ChargeTried(1, LATER));
    for (PaymentEvent[] events : List.of(OPENED, SECURING, SECURED)) {
      given(events)
          .when(new PaymentCommand.Collect(LATER))
          .thenRejected(PaymentRejection.WRONG_STAGE);
    }
    for (PaymentEvent[] events : List.of(CHARGING, OVERDUE, CAPTURED, ENDING, ENDED)) {
      given(events).when(new PaymentCommand.Collect(LATER)).thenAlreadyDone();
    }
  }

  @Test
  void aConfirmationThatLeavesTheChargeOpenIsARefusal() {
    ChargeStanding open = standing("pi_1", ChargeStanding.Status.OPEN, "ch_1");
    PaymentEvent failed =
        new PaymentEvent.ChargeFailed(
            1, CardRefusal.DECLINED, "ch_1", LATER.plus(Duration.ofHours(1)), LATER);
    given(CHARGING).when(new PaymentCommand.HearConfirmation(open, LATER)).then(failed);
    given(CHARGING).hears(new ProviderNews.Charge(open)).then(failed);
    PaymentEvent[] again = and(OVERDUE, new PaymentEvent.ChargeTried(2, NOW));
    given(again).hears(new ProviderNews.Charge(open)).thenAlreadyDone();
    for (PaymentEvent[] events : List.of(CHARGING, OVERDUE, UNPAID)) {
      given(events).hears(charge("pi_1", ChargeStanding.Status.SUCCEEDED, "ch_2")).then(captured());
    }
  }

  @Test
  void aChargeThatIsNotTheKnownOneChangesNothing() {
    for (PaymentEvent[] events : List.of(CHARGING, OVERDUE, ENDING, UNPAID)) {
      given(events).hears(charge("pi_9", ChargeStanding.Status.CANCELLED, null)).thenAlreadyDone();
      given(events).hears(charge("pi_9", ChargeStanding.Status.OPEN, "ch_9")).thenAlreadyDone();
    }
    given(CHARGING)
        .when(
            new PaymentCommand.HearConfirmation(
                standing("pi_9", ChargeStanding.Status.OPEN, "ch_9"), LATER))
        .thenAlreadyDone();
  }

  @Test
  void aChargeIsTriedAgainForSevenDaysAndThenDropped() {
    List<Duration> tries = new ArrayList<>();
    List<PaymentEvent> events = new ArrayList<>(List.of(CHARGING));
    Instant now = NOW;
    PaymentState state = state(CHARGING);
    while (state instanceof PaymentState.Charging charging) {
      tries.add(Duration.between(NOW, now));
      PaymentEvent failed = ProviderRules.failed(charging, CardRefusal.DECLINED, null, now);
      events.add(failed);
      PaymentState.Overdue overdue = (PaymentState.Overdue) Payment.evolve(state, failed);
      ProviderNews open = charge("pi_1", ChargeStanding.Status.OPEN, null);
      now = overdue.retryAt().minusMillis(1);
      assertThat(Payment.decide(overdue, new PaymentCommand.Hear(open, now)))
          .isEqualTo(Payment.done());
      now = overdue.retryAt();
      PaymentDecision decision = Payment.decide(overdue, new PaymentCommand.Hear(open, now));
      state = overdue;
      for (PaymentEvent event : ((PaymentDecision.Accept) decision).events()) {
        events.add(event);
        state = Payment.evolve(state, event);
      }
    }
    assertThat(tries)
        .containsExactly(
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ofHours(12),
            Duration.ofHours(36),
            Duration.ofHours(84),
            Duration.ofHours(132));
    assertThat(now).isEqualTo(NOW.plus(Duration.ofDays(7)));
    assertThat(state).isInstanceOf(PaymentState.Ending.class);
    assertThat(events.getLast()).isEqualTo(new PaymentEvent.EndBegun(EndReason.UNPAID, now));
  }

  @Test
  void aChargeThatWasNeverMadeIsTriedAgainWithoutALook() {
    PaymentEvent[] refused =
        and(TRIED, new PaymentEvent.ChargeFailed(1, CardRefusal.OTHER, null, LATER, NOW));
    given(refused).when(new PaymentCommand.Wake(NOW)).thenAlreadyDone();
    given(refused)
        .when(new PaymentCommand.Wake(LATER))
        .then(new PaymentEvent.ChargeTried(2, LATER));
    Instant end = NOW.plus(Dunning.PATIENCE);
    given(refused)
        .when(new PaymentCommand.Wake(end))
        .then(
            new PaymentEvent.EndBegun(EndReason.UNPAID, end),
            new PaymentEvent.Ended(EndReason.UNPAID, end));
    given(OVERDUE).when(new PaymentCommand.Wake(end)).thenAlreadyDone();
  }

  @Test
  void nobodyKnowsAPaymentThatWasNotOpened() {
    given().when(new PaymentCommand.Collect(NOW)).thenAlreadyDone();
    given().when(new PaymentCommand.HearOrder(OrderStage.CANCELLED, NOW)).thenAlreadyDone();
    given().hears(setup("seti_1", SETUP_DONE)).thenRejected(PaymentRejection.UNKNOWN_PAYMENT);
    given()
        .when(new PaymentCommand.GiveBack("a", 1, NOW))
        .thenRejected(PaymentRejection.UNKNOWN_PAYMENT);
  }

  @Test
  void theImpossibleIsNotRead() {
    impossible("M6", and(CHARGING, new PaymentEvent.Captured("pi_1", AMOUNT + 1, 0, NOW)));
    impossible("M3", and(CAPTURED, refundTried("a", AMOUNT + 1, null)));
    impossible("M3", and(CAPTURED, refundTried("a", 0, null)));
    impossible("known", and(CAPTURED, refundTried("a", 1, null), refundTried("a", 1, null)));
    impossible(
        "no such refund",
        and(CAPTURED, refundTried("a", 2, null), new PaymentEvent.Refunded("a", "re_a", 1, NOW)));
    impossible("cannot follow", and(CAPTURED, captured()));
    impossible("cannot follow", and(CHARGING, new PaymentEvent.ChargeMade("pi_2", NOW)));
    impossible("cannot follow", and(CHARGING, new PaymentEvent.ChargeTried(2, NOW)));
    impossible("cannot follow", and(OVERDUE, new PaymentEvent.ChargeTried(3, NOW)));
    impossible("cannot follow", and(PLEDGED, new PaymentEvent.ChargeTried(2, NOW)));
    impossible(
        "cannot follow", and(SECURING, new PaymentEvent.SetupMade(1, "seti_2", "cus_1", NOW)));
    impossible("cannot follow", and(OPENED, OPENED));
    impossible("cannot follow", and(ENDED, new PaymentEvent.EndBegun(EndReason.UNPAID, NOW)));
  }

  @ParameterizedTest
  @CsvSource({
    "SECURING, SECURING",
    "REFUNDING, REFUNDING",
    "REFUNDED, REFUNDED",
    "DROPPED, DROPPED",
    "REFUND_FAILED, REFUND_FAILED",
    "CAPTURED, CAPTURED",
    "OVERDUE, OVERDUE",
    "RELEASED, RELEASED",
    "ENDING, ENDING"
  })
  void standsAsItsEventsMadeIt(PaymentStage events, PaymentStage stage) {
    PaymentEvent back = refundTried("unpaid-1", AMOUNT, EndReason.UNPAID);
    PaymentEvent[] all =
        switch (events) {
          case SECURING -> SECURING;
          case SECURED -> SECURED;
          case PLEDGED -> PLEDGED;
          case CHARGING -> CHARGING;
          case OVERDUE -> OVERDUE;
          case CAPTURED -> and(CAPTURED, refundTried("a", AMOUNT, null));
          case REFUNDING -> and(CAPTURED, back);
          case REFUND_FAILED ->
              and(
                  CAPTURED,
                  back,
                  new PaymentEvent.RefundRefused("unpaid-1", "no", NOW),
                  new PaymentEvent.RefundGivenUp(NOW));
          case REFUNDED ->
              and(CAPTURED, back, new PaymentEvent.Refunded("unpaid-1", "re", AMOUNT, NOW));
          case ENDING -> ENDING;
          case RELEASED -> ENDED;
          case DROPPED -> DROPPED;
        };
    PaymentStanding standing = PaymentStanding.of((PaymentState.Known) state(all));
    assertThat(standing.stage()).isEqualTo(stage);
  }

  private static void impossible(String why, PaymentEvent[] events) {
    state(List.of(events).subList(0, events.length - 1).toArray(PaymentEvent[]::new));
    assertThatThrownBy(() -> state(events))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(why);
  }
}
