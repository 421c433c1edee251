package crowdstart.payment;

import static crowdstart.payment.PaymentSpec.CARD;
import static crowdstart.payment.PaymentSpec.LATER;
import static crowdstart.payment.PaymentSpec.NOW;
import static crowdstart.payment.PaymentSpec.OTHER_CARD;
import static crowdstart.payment.PaymentSpec.REPLACING;
import static crowdstart.payment.PaymentSpec.and;
import static crowdstart.payment.PaymentSpec.charge;
import static crowdstart.payment.PaymentSpec.failed;
import static crowdstart.payment.PaymentSpec.given;
import static crowdstart.payment.PaymentSpec.setup;
import static crowdstart.payment.PaymentSpec.standing;
import static crowdstart.payment.PaymentSpec.state;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backer gives another card, and the one before is just being tried again. */
class AnotherCardTest {
  private static final ProviderNews GIVEN = setup("seti_2", SetupStanding.Status.SUCCEEDED);
  private static final ProviderNews NOT_GIVEN = setup("seti_2", SetupStanding.Status.OPEN);
  private static final ProviderNews REFUSED = charge("pi_1", ChargeStanding.Status.OPEN, "ch_1");

  private static final PaymentEvent[] ASKED =
      and(REPLACING, new PaymentEvent.SetupMade(2, "seti_2", "cus_1", NOW));
  private static final PaymentEvent[] TRIED = and(ASKED, new PaymentEvent.ChargeTried(2, NOW));
  private static final PaymentEvent[] REFUSED_AGAIN =
      and(TRIED, failed(2, "ch_2", Dunning.RETRY_WAITS.get(1)));

  private final PaymentKit payment = new PaymentKit();

  @AfterEach
  void close() {
    payment.close();
  }

  @Test
  void isNotForgottenBehindTheOldOne() {
    given(TRIED).hears(GIVEN).thenAlreadyDone();
    given(REFUSED_AGAIN)
        .hears(GIVEN)
        .then(
            new PaymentEvent.CardSecured(2, OTHER_CARD, LATER),
            new PaymentEvent.ChargeTried(3, LATER));
    given(REFUSED_AGAIN)
        .when(new PaymentCommand.Open(PaymentSpec.TERMS, true, LATER))
        .thenAlreadyDone();
  }

  @Test
  void belongsToTheCustomerOfTheCharge() {
    assertThat(Owed.of(state(REPLACING), true)).isEqualTo(new Owed.CreateSetup(2, CARD.customer()));
    PaymentEvent[] again = and(PaymentSpec.SECURING, new PaymentEvent.SetupTried(2, NOW));
    assertThat(Owed.of(state(again), true)).isEqualTo(new Owed.CreateSetup(2, "cus_1"));
  }

  @Test
  void isLookedForBehindATryThatItsWebhookFellInto() {
    overdueAndAsked();
    payment.clock.advance(Dunning.RETRY_WAITS.getFirst());
    payment.entity().tell(new PaymentMessage.Wake());
    payment.answer(new Owed.ReadSetup("seti_2"), NOT_GIVEN);
    payment.answer(new Owed.ReadCharge("pi_1"), REFUSED);
    HandGateway.Call confirm = payment.asked(new Owed.ConfirmCharge("pi_1", OTHER_CARD, 2));
    payment.hear(GIVEN).expectMessageClass(PaymentAnswer.Found.class);
    refuse(confirm, "ch_2");
    payment.answer(new Owed.ReadSetup("seti_2"), GIVEN);
    payment.asked(new Owed.ConfirmCharge("pi_1", OTHER_CARD, 3));
  }

  @Test
  void isLookedForBeforeTheOldOneIsTriedAgain() {
    overdueAndAsked();
    payment.clock.advance(Dunning.RETRY_WAITS.getFirst());
    payment.entity().tell(new PaymentMessage.Wake());
    payment.answer(new Owed.ReadSetup("seti_2"), GIVEN);
    payment.asked(new Owed.ConfirmCharge("pi_1", OTHER_CARD, 2));
  }

  private void overdueAndAsked() {
    refuse(payment.charging(), "ch_1");
    payment.awaitStage(PaymentStage.OVERDUE);
    payment.open();
    payment.answer(new Owed.CreateSetup(2, OTHER_CARD.customer()), NOT_GIVEN);
    assertThat(payment.stage()).isEqualTo(PaymentStage.OVERDUE);
  }

  private static void refuse(HandGateway.Call confirm, String lastTry) {
    confirm
        .answer()
        .accept(new OwedAnswer.Confirmation(standing("pi_1", ChargeStanding.Status.OPEN, lastTry)));
  }
}
