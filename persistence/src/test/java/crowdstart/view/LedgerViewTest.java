package crowdstart.view;

import static crowdstart.view.Events.AT;
import static crowdstart.view.Payments.AMOUNT;
import static crowdstart.view.Payments.and;
import static crowdstart.view.Payments.captured;
import static crowdstart.view.Payments.disputed;
import static crowdstart.view.Payments.end;
import static crowdstart.view.Payments.failed;
import static crowdstart.view.Payments.overdue;
import static crowdstart.view.Payments.pledged;
import static crowdstart.view.Payments.refunded;
import static crowdstart.view.Payments.refused;
import static crowdstart.view.Payments.rename;
import static crowdstart.view.Payments.tried;
import static crowdstart.view.RecordedPayments.ofCampaign;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.Stage;
import crowdstart.database.TestDatabase;
import crowdstart.payment.CollectionEvent;
import crowdstart.payment.EndReason;
import crowdstart.payment.PaymentEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ledger balances, also when money comes back, is taken, or is counted once more. */
@Timeout(120)
class LedgerViewTest {
  private final ViewFixture given = new ViewFixture();
  private final RecordedPayments payments = new RecordedPayments(given);

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void aRefundThatFailedIsOwedAgain() {
    given.system.spawn(Views.payments(given.system.system()));
    payments.record(
        1, and(captured(1), tried("a", AMOUNT, null), refunded("a", AMOUNT), failed("a", null)));
    payments.record(2, and(captured(2), tried("a", AMOUNT, null), failed("a", 0, null)));
    EndReason why = EndReason.ORDER_CANCELLED;
    PaymentEvent[] back = and(captured(3), tried("c-1", AMOUNT, why), refunded("c-1", AMOUNT));
    PaymentEvent[] failed = and(back, failed("c-1", why));
    payments.record(3, failed);
    PaymentEvent[] givenUp = and(failed, new PaymentEvent.RefundGivenUp(AT));
    payments.record(4, rename(4, givenUp));
    payments.record(5, rename(5, and(givenUp, tried("person", AMOUNT, null))));
    payments.record(
        6, rename(6, and(givenUp, tried("person", AMOUNT, null), refunded("person", AMOUNT))));
    PaymentEvent[] mine = and(captured(7), tried("a", AMOUNT, null), refunded("a", AMOUNT));
    payments.record(7, and(mine, new PaymentEvent.EndBegun(why, AT)));
    payments.record(8, rename(8, and(mine, new PaymentEvent.EndBegun(why, AT), failed("a", why))));
    PaymentEvent[] told =
        and(
            captured(9),
            tried("c-1", AMOUNT, EndReason.UNPAID),
            refunded("c-1", AMOUNT),
            new PaymentEvent.OrderTold(AT),
            failed("c-1", EndReason.UNPAID),
            tried("c-2", AMOUNT, EndReason.UNPAID),
            refunded("c-2", AMOUNT),
            new PaymentEvent.OrderTold(AT));
    payments.record(9, told);
    payments.awaitMark();

    payments.row(1, "stage = 'captured' and refunded = 0 and refunds_open = 0", null);
    payments.row(2, "stage = 'captured' and refunded = 0 and refunds_open = 0", null);
    payments.row(3, "stage = 'refunding' and refunded = 0 and refunds_open = 0", 6 * 3_600);
    payments.row(4, "stage = 'refund_failed' and refunded = 0", null);
    payments.row(5, "stage = 'refunding' and refunds_open = 1", 10);
    payments.row(6, "stage = 'refunded' and refunded = 10000 and refunds_open = 0", null);
    payments.row(7, "stage = 'refunded' and refunded = 10000", null);
    payments.row(8, "stage = 'refunding' and refunded = 0", 6 * 3_600);
    payments.row(9, "stage = 'refunded' and refunded = 10000", null);
    payments.balances();
    assertThat(given.count("select refunded from view.balance" + ofCampaign(0)))
        .isEqualTo(3 * AMOUNT);
    assertThat(given.count("select count(*) from view.posting where kind = 'refund-failed'"))
        .as("two sides for each that had been done")
        .isEqualTo(2 * 7);
  }

  @Test
  void whatABankTakesIsNotTheCreators() {
    given.system.spawn(Views.payments(given.system.system()));
    EndReason why = EndReason.CAMPAIGN_CANCELLED;
    payments.record(1, and(captured(1), disputed("open", AMOUNT, 2_000), disputed("lost", 0, 0)));
    payments.record(
        2, and(captured(2), disputed("open", AMOUNT, 2_000), disputed("won", -AMOUNT, -500)));
    PaymentEvent[] ended =
        and(captured(3), disputed("open", AMOUNT, 0), new PaymentEvent.EndBegun(why, AT));
    payments.record(3, ended);
    PaymentEvent[] told = and(ended, new PaymentEvent.OrderTold(AT));
    payments.record(4, rename(4, told));
    PaymentEvent[] back = and(told, disputed("won", -AMOUNT, 0), tried("c-1", AMOUNT, why));
    payments.record(5, rename(5, back));
    payments.record(
        6, rename(6, and(back, refunded("c-1", AMOUNT), new PaymentEvent.OrderTold(AT))));
    PaymentEvent[] part = and(captured(7), disputed("open", 4_000, 0), tried("c-1", 6_000, why));
    payments.record(7, part);
    payments.record(8, rename(8, and(part, refunded("c-1", 6_000))));
    PaymentEvent[] givenUp =
        and(
            captured(9),
            tried("c-1", AMOUNT, why),
            refused("c-1"),
            new PaymentEvent.RefundGivenUp(AT));
    payments.record(9, and(givenUp, disputed("open", AMOUNT, 0)));
    payments.awaitMark();

    payments.row(1, "stage = 'captured' and disputed = 10000", null);
    payments.row(2, "stage = 'captured' and disputed = 0", null);
    payments.row(3, "stage = 'refunded' and disputed = 10000", 10);
    payments.row(4, "stage = 'refunded' and disputed = 10000", null);
    payments.row(5, "stage = 'refunding' and disputed = 0", 10);
    payments.row(6, "stage = 'refunded' and refunded = 10000", null);
    payments.row(7, "stage = 'refunding' and disputed = 4000", 10);
    payments.row(8, "stage = 'refunded' and refunded = 6000 and disputed = 4000", 10);
    payments.row(9, "stage = 'refunded' and disputed = 10000", 10);
    payments.balances();
    assertThat(given.count("select disputed from view.balance" + ofCampaign(0)))
        .isEqualTo(4 * AMOUNT + 2 * 4_000);
    assertThat(given.count("select dispute_fees from view.balance" + ofCampaign(0)))
        .isEqualTo(3_500);
    assertThat(
            given.count(
                "select captured - fees - refunded - disputed - dispute_fees from view.balance"
                    + ofCampaign(0)))
        .as("M2: what the provider still holds for the creator")
        .isEqualTo(
            given.count(
                "select sum(amount) from view.posting"
                    + ofCampaign(0)
                    + " and account = 'provider'"));
  }

  @Test
  void theLedgerBalancesAndIsTheSameWhenItIsMadeAgain() {
    var view = given.system.spawn(Views.payments(given.system.system()));
    everything();
    payments.awaitMark();
    payments.balances();
    assertThat(given.count("select captured - fees - refunded from view.balance" + ofCampaign(0)))
        .isEqualTo(
            given.count(
                "select sum(amount) from view.posting"
                    + ofCampaign(0)
                    + " and account = 'provider'"));
    assertThat(given.count("select authorised from view.balance" + ofCampaign(0)))
        .isEqualTo(AMOUNT);
    assertThat(given.count("select captured from view.balance" + ofCampaign(0)))
        .isEqualTo(3 * AMOUNT);
    assertThat(given.count("select refunded from view.balance" + ofCampaign(0)))
        .isEqualTo(AMOUNT + 1_000);
    assertThat(given.count("select fees from view.balance" + ofCampaign(0))).isEqualTo(3 * 170);
    List<Long> asProjected = payments.fingerprints();

    given.stopAndWait(view);
    var same = given.system.spawn(Views.payments(given.system.system()));
    payments.awaitMark();
    assertThat(payments.fingerprints()).as("nothing is read twice").isEqualTo(asProjected);

    given.stopAndWait(same);
    TestDatabase.execute(
        given.address,
        "truncate view.payment, view.posting, view.balance, view.timeline, view.collection"
            + " restart identity; delete from view.pekko_projection_offset_store"
            + " where projection_name = 'payment-view'");
    given.system.spawn(Views.payments(given.system.system()));
    payments.awaitMark();
    payments.balances();
    assertThat(payments.fingerprints()).as("R5").isEqualTo(asProjected);
  }

  private void everything() {
    payments.record(1, pledged(1));
    payments.record(2, captured(2));
    payments.record(3, and(captured(3), tried("a", 1_000, null), refunded("a", 1_000)));
    payments.record(4, and(overdue(4), end(EndReason.UNPAID)));
    payments.record(
        5,
        and(
            and(pledged(5), end(EndReason.ORDER_CANCELLED)),
            new PaymentEvent.Captured("pi_1", AMOUNT, 170, AT),
            tried("order-cancelled-1", AMOUNT, EndReason.ORDER_CANCELLED),
            refunded("order-cancelled-1", AMOUNT)));
    payments.collection(0, new CollectionEvent.Begun(Stage.FUNDED, AT));
  }
}
