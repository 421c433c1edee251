package crowdstart.payment;

import static crowdstart.payment.PaymentSpec.*;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.order.OrderStage;
import crowdstart.testing.Journal.Fault;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a payment asks of the provider and when, and whom it answers. */
@Timeout(120)
class PaymentEntityTest {
  private static final ProviderNews PAID = charge("pi_1", ChargeStanding.Status.SUCCEEDED, "ch_1");
  private static final ProviderNews OPEN_CHARGE = charge("pi_1", ChargeStanding.Status.OPEN, null);

  private final PaymentKit payment = new PaymentKit();

  @AfterEach
  void close() {
    payment.close();
  }

  @Test
  void whoeverOpensItWaitsForTheProvidersWord() {
    TestProbe<PaymentAnswer> first = payment.open();
    HandGateway.Call call = payment.asked(new Owed.CreateSetup(1, null));
    TestProbe<PaymentAnswer> second = payment.open();
    second.expectNoMessage();
    call.answer().accept(new OwedAnswer.News(setup("seti_1", SetupStanding.Status.OPEN)));
    for (TestProbe<PaymentAnswer> opener : List.of(first, second, payment.open())) {
      PaymentAnswer.Found found = opener.expectMessageClass(PaymentAnswer.Found.class);
      assertThat(found.action())
          .isEqualTo(new ClientAction(ClientAction.Kind.SETUP, "seti_1", "secret"));
    }
    assertThat(payment.gateway.calls).isEmpty();
  }

  @Test
  void aSecretThatTheProviderDoesNotSayIsAskedForOnce() {
    payment.open();
    payment.answer(new Owed.CreateSetup(1, null), setup("seti_1", SetupStanding.Status.OPEN));
    payment.open().expectMessageClass(PaymentAnswer.Found.class);
    payment.crash();
    SetupStanding bare =
        new SetupStanding("seti_1", "cus_1", SetupStanding.Status.OPEN, null, null, null);
    payment.answer(new Owed.AskOrder(), new OwedAnswer.OrderStands(OrderStage.HELD));
    payment.answer(new Owed.ReadSetup("seti_1"), new ProviderNews.Setup(bare));
    TestProbe<PaymentAnswer> opener = payment.open();
    payment.answer(new Owed.ReadSetup("seti_1"), new ProviderNews.Setup(bare));
    assertThat(opener.expectMessageClass(PaymentAnswer.Found.class).action()).isNull();
    payment.stage();
    assertThat(payment.gateway.calls).isEmpty();
  }

  @Test
  void anUnknownAnswerIsToldAndAskedForAgain() {
    TestProbe<PaymentAnswer> opener = payment.open();
    payment.answer(new Owed.CreateSetup(1, null), new OwedAnswer.Unknown());
    opener.expectMessage(new PaymentAnswer.Unknown());
    payment.answer(new Owed.CreateSetup(1, null), setup("seti_1", SetupStanding.Status.OPEN));
    payment.open().expectMessageClass(PaymentAnswer.Found.class);
  }

  @Test
  void aChargeWhoseConfirmationIsUnknownIsLookedAtFirst() {
    payment.charging().answer().accept(new OwedAnswer.Unknown());
    payment.answer(
        new Owed.ReadCharge("pi_1"), charge("pi_1", ChargeStanding.Status.PROCESSING, "ch_1"));
    payment.answer(new Owed.ReadCharge("pi_1"), PAID);
    payment.shard.expectMessageClass(ClusterSharding.Passivate.class);
    assertThat(payment.stage()).isEqualTo(PaymentStage.CAPTURED);
  }

  @Test
  void aChargeThatWasNeverConfirmedIsConfirmedBehindALook() {
    payment.charging();
    payment.crash();
    payment.answer(new Owed.ReadCharge("pi_1"), OPEN_CHARGE);
    payment.asked(new Owed.ConfirmCharge("pi_1", OTHER_CARD, 1));
  }

  @Test
  void anEndThatComesWhileTheCardIsChargedIsDecidedByTheProvider() {
    HandGateway.Call confirm = payment.charging();
    payment
        .ask(replyTo -> new PaymentMessage.HearOrder(OrderStage.CANCELLED, replyTo))
        .expectMessageClass(PaymentAnswer.Found.class);
    confirm.answer().accept(new OwedAnswer.Unknown());
    payment.answer(new Owed.CancelCharge("pi_1"), PAID);
    payment.answer(
        new Owed.SendRefund("pi_1", "order-cancelled-1", AMOUNT),
        refund("order-cancelled-1", AMOUNT, RefundStanding.Status.SUCCEEDED));
    payment.shard.expectMessageClass(ClusterSharding.Passivate.class);
    assertThat(payment.stage()).isEqualTo(PaymentStage.REFUNDED);
  }

  @Test
  void aRefundIsLookedForBeforeItIsMadeAgainWhateverElseWasAskedFor() {
    payment.captured();
    payment.giveBack("a", 10).expectMessageClass(PaymentAnswer.Found.class);
    payment.answer(new Owed.SendRefund("pi_1", "a", 10), new OwedAnswer.Unknown());
    payment.giveBack("b", 20).expectMessageClass(PaymentAnswer.Found.class);
    payment.answer(
        new Owed.FindRefund("pi_1", "a"), refund("a", 10, RefundStanding.Status.PENDING));
    payment.answer(
        new Owed.FindRefund("pi_1", "a"), refund("a", 10, RefundStanding.Status.SUCCEEDED));
    payment.answer(
        new Owed.SendRefund("pi_1", "b", 20), refund("b", 20, RefundStanding.Status.SUCCEEDED));
    payment.shard.expectMessageClass(ClusterSharding.Passivate.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void aRefundWhoseReceiptWasNotStoredIsLookedFor(Fault fault) {
    payment.captured();
    payment.giveBack("a", 10).expectMessageClass(PaymentAnswer.Found.class);
    HandGateway.Call send = payment.asked(new Owed.SendRefund("pi_1", "a", 10));
    payment.journal.failNext(fault);
    ProviderNews done = refund("a", 10, RefundStanding.Status.SUCCEEDED);
    send.answer().accept(new OwedAnswer.News(done));
    if (fault == Fault.LOST) {
      payment.answer(new Owed.FindRefund("pi_1", "a"), done);
    }
    Awaitility.await()
        .until(() -> payment.events().getLast(), PaymentEvent.Refunded.class::isInstance);
  }

  @Test
  void aWebhookThatComesInBetweenIsLookedIntoAfterwardsAndReceiptedThen() {
    HandGateway.Call confirm = payment.charging();
    TestProbe<PaymentAnswer> webhook = payment.hear(PAID);
    webhook.expectNoMessage();
    confirm
        .answer()
        .accept(
            new OwedAnswer.Confirmation(
                standing("pi_1", ChargeStanding.Status.PROCESSING, "ch_1")));
    HandGateway.Call look = payment.asked(new Owed.ReadCharge("pi_1"));
    webhook.expectNoMessage();
    look.answer().accept(new OwedAnswer.News(PAID));
    PaymentAnswer.Found found = webhook.expectMessageClass(PaymentAnswer.Found.class);
    assertThat(found.standing().stage()).isEqualTo(PaymentStage.CAPTURED);
  }

  @Test
  void aWebhookThatNobodyCouldLookIntoHasNoReceipt() {
    payment.charging().answer().accept(new OwedAnswer.Unknown());
    TestProbe<PaymentAnswer> webhook = payment.hear(PAID);
    payment.answer(new Owed.ReadCharge("pi_1"), new OwedAnswer.Unknown());
    webhook.expectMessage(new PaymentAnswer.Unknown());
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void aWebhookWhoseLookWasNotStoredHasNoReceipt(Fault fault) {
    payment.charging().answer().accept(new OwedAnswer.Unknown());
    TestProbe<PaymentAnswer> webhook = payment.hear(PAID);
    HandGateway.Call look = payment.asked(new Owed.ReadCharge("pi_1"));
    payment.journal.failNext(fault);
    look.answer().accept(new OwedAnswer.News(PAID));
    webhook.expectMessage(new PaymentAnswer.Unknown());
  }

  @Test
  void anEndIsToldOnceTheOrderIsNoLongerHeld() {
    payment.secured();
    HandGateway.Call confirm = payment.asked(new Owed.ConfirmOrder());
    payment
        .ask(replyTo -> new PaymentMessage.End(EndReason.CAMPAIGN_UNFUNDED, replyTo))
        .expectMessageClass(PaymentAnswer.Found.class);
    confirm.answer().accept(new OwedAnswer.Unknown());
    Owed tell = new Owed.TellOrder(EndReason.CAMPAIGN_UNFUNDED);
    payment.answer(tell, new OwedAnswer.OrderStands(OrderStage.HELD));
    // Its units may be sold without its knowledge: the campaign is asked once more.
    payment.answer(new Owed.ConfirmOrder(), new OwedAnswer.OrderStands(OrderStage.CONFIRMED));
    payment.answer(tell, new OwedAnswer.OrderStands(OrderStage.RELEASED));
    payment.shard.expectMessageClass(ClusterSharding.Passivate.class);
    assertThat(payment.events().getLast()).isInstanceOf(PaymentEvent.OrderTold.class);
  }

  @Test
  void whatWasOpenedBehindTheEndOfItsOrderEnds() {
    payment.open();
    payment.answer(new Owed.CreateSetup(1, null), setup("seti_1", SetupStanding.Status.OPEN));
    payment.open().expectMessageClass(PaymentAnswer.Found.class);
    payment.entity().tell(new PaymentMessage.Wake());
    payment.answer(new Owed.AskOrder(), new OwedAnswer.OrderStands(OrderStage.EXPIRED));
    payment.answer(new Owed.CancelSetup("seti_1"), setup("seti_1", SetupStanding.Status.CANCELLED));
    payment.awaitStage(PaymentStage.RELEASED);
  }

  @Test
  void anOrderLearnsThatItsMoneyIsBackAlsoAfterACrash() {
    payment.captured();
    payment
        .ask(replyTo -> new PaymentMessage.End(EndReason.CAMPAIGN_CANCELLED, replyTo))
        .expectMessageClass(PaymentAnswer.Found.class);
    HandGateway.Call send = payment.asked();
    assertThat(send.owed()).isInstanceOf(Owed.SendRefund.class);
    send.answer()
        .accept(
            new OwedAnswer.News(
                PaymentSpec.refund(
                    "campaign-cancelled-1", AMOUNT, RefundStanding.Status.SUCCEEDED)));
    Owed tell = new Owed.TellOrder(EndReason.CAMPAIGN_UNFUNDED);
    payment.asked(tell);
    payment.crash();
    payment.answer(tell, new OwedAnswer.OrderStands(OrderStage.RELEASED));
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(payment.events().getLast()).isInstanceOf(PaymentEvent.OrderTold.class));
  }

  @Test
  void timeIsWhatRetriesAChargeBehindALook() {
    payment
        .charging()
        .answer()
        .accept(new OwedAnswer.Confirmation(standing("pi_1", ChargeStanding.Status.OPEN, "ch_1")));
    payment.awaitStage(PaymentStage.OVERDUE);
    payment.entity().tell(new PaymentMessage.Wake());
    ProviderNews open = charge("pi_1", ChargeStanding.Status.OPEN, "ch_1");
    payment.answer(new Owed.ReadCharge("pi_1"), open);
    assertThat(payment.stage()).isEqualTo(PaymentStage.OVERDUE);
    payment.clock.advance(Dunning.RETRY_WAITS.getFirst());
    payment.entity().tell(new PaymentMessage.Wake());
    payment.answer(new Owed.ReadCharge("pi_1"), open);
    payment.asked(new Owed.ConfirmCharge("pi_1", OTHER_CARD, 2));
  }

  @Test
  void doesNotRestBeforeTheMessageThatWokeIt() {
    payment.entity();
    payment.shard.expectNoMessage();
    payment.entity().tell(new PaymentMessage.Wake());
    payment.shard.expectMessageClass(ClusterSharding.Passivate.class);
  }

  @Test
  void answersWhoeverWaitsBeforeItRests() {
    TestProbe<PaymentAnswer> opener = payment.open();
    HandGateway.Call create = payment.asked(new Owed.CreateSetup(1, null));
    payment.entity().tell(new PaymentMessage.Stop());
    create.answer().accept(new OwedAnswer.News(setup("seti_1", SetupStanding.Status.OPEN)));
    assertThat(opener.expectMessageClass(PaymentAnswer.Found.class).action()).isNotNull();
    payment.awaitEnd();
  }

  @Test
  void restsOnlyWhenWhatIsUnderWayHasComeBack() {
    HandGateway.Call confirm = payment.charging();
    payment.entity().tell(new PaymentMessage.Stop());
    assertThat(payment.stage()).isEqualTo(PaymentStage.CHARGING);
    confirm.answer().accept(new OwedAnswer.Unknown());
    payment.awaitEnd();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void restsThoughItsLastWriteFailed(Fault fault) {
    HandGateway.Call confirm = payment.charging();
    payment.entity().tell(new PaymentMessage.Stop());
    payment.journal.failNext(fault);
    confirm
        .answer()
        .accept(
            new OwedAnswer.Confirmation(standing("pi_1", ChargeStanding.Status.SUCCEEDED, "ch_1")));
    payment.awaitEnd();
  }

  @Test
  void aDisputeIsLookedAtWhateverItsWebhookSays() {
    payment.captured();
    DisputeStanding open =
        new DisputeStanding("du_1", DisputeStanding.Status.OPEN, 9, 9, 1, "general");
    DisputeStanding lost =
        new DisputeStanding("du_1", DisputeStanding.Status.LOST, 9, 9, 1, "general");
    TestProbe<PaymentAnswer> webhook = payment.hear(new ProviderNews.Dispute(open));
    HandGateway.Call look = payment.asked(new Owed.ReadDispute("du_1"));
    webhook.expectNoMessage();
    look.answer().accept(new OwedAnswer.News(new ProviderNews.Dispute(lost)));
    PaymentAnswer.Found found = webhook.expectMessageClass(PaymentAnswer.Found.class);
    assertThat(found.standing().disputes()).containsExactly(lost);

    TestProbe<PaymentAnswer> late = payment.hear(new ProviderNews.Dispute(open));
    payment.answer(new Owed.ReadDispute("du_1"), new OwedAnswer.Unknown());
    late.expectMessage(new PaymentAnswer.Unknown());
  }
}
