package crowdstart.view;

import static crowdstart.journal.TestSystem.await;
import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.order;
import static crowdstart.view.Payments.AMOUNT;
import static crowdstart.view.Payments.and;
import static crowdstart.view.Payments.captured;
import static crowdstart.view.Payments.end;
import static crowdstart.view.Payments.opened;
import static crowdstart.view.Payments.overdue;
import static crowdstart.view.Payments.pledged;
import static crowdstart.view.Payments.refunded;
import static crowdstart.view.Payments.refused;
import static crowdstart.view.Payments.rename;
import static crowdstart.view.Payments.secured;
import static crowdstart.view.Payments.tried;
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

/** Payments and collection runs as their events made them, and when each is due. */
@Timeout(120)
class PaymentViewTest {
  private final ViewFixture given = new ViewFixture();
  private final RecordedPayments payments = new RecordedPayments(given);

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void aPaymentStandsAsItsEventsMadeIt() {
    given.system.spawn(Views.payments(given.system.system()));
    payments.record(1, opened(1));
    payments.record(2, and(opened(2), new PaymentEvent.SetupMade(1, "seti_1", "cus_1", AT)));
    payments.record(3, secured(3));
    payments.record(4, pledged(4));
    payments.record(5, and(pledged(5), new PaymentEvent.ChargeTried(1, AT)));
    payments.record(6, overdue(6));
    payments.record(7, captured(7));
    payments.record(8, and(pledged(8), end(EndReason.CAMPAIGN_UNFUNDED)));
    payments.record(9, and(and(overdue(9), end(EndReason.UNPAID)), new PaymentEvent.OrderTold(AT)));
    payments.awaitMark();

    payments.row(1, "stage = 'securing' and amount = 10000 and authorised = 0", 10);
    payments.row(2, "stage = 'securing'", 30);
    payments.row(3, "stage = 'secured' and authorised = 0 and refusal is null", 10);
    payments.row(4, "stage = 'pledged' and authorised = 10000 and due_at is null", null);
    payments.row(5, "stage = 'charging' and authorised = 10000", 10);
    payments.row(6, "stage = 'overdue' and refusal = 'declined' and authorised = 10000", 3_600);
    payments.row(
        7, "stage = 'captured' and captured = 10000 and fee = 170 and authorised = 0", null);
    payments.row(8, "stage = 'released' and authorised = 0 and captured = 0", 10);
    payments.row(9, "stage = 'dropped' and authorised = 0", null);
  }

  @Test
  void aRefundStaysDueUntilNoneIsOwed() {
    given.system.spawn(Views.payments(given.system.system()));
    PaymentEvent[] two = and(captured(1), tried("a", 1_000, null), tried("b", 2_000, null));
    payments.record(1, two);
    payments.record(2, rename(2, and(two, refunded("a", 1_000))));
    payments.record(3, rename(3, and(two, refunded("a", 1_000), refunded("b", 2_000))));
    payments.record(4, rename(4, and(two, refused("a"))));
    payments.record(5, rename(5, and(two, refused("a"), refused("b"))));
    EndReason why = EndReason.ORDER_CANCELLED;
    PaymentEvent[] all = and(captured(6), tried("order-cancelled-1", AMOUNT, why));
    payments.record(6, all);
    payments.record(7, rename(7, and(all, refused("order-cancelled-1"))));
    payments.record(8, rename(8, and(all, refunded("order-cancelled-1", AMOUNT))));
    PaymentEvent[] ends =
        and(captured(9), tried("a", AMOUNT, null), new PaymentEvent.EndBegun(why, AT));
    payments.record(9, ends);
    payments.record(10, rename(10, and(ends, refused("a"))));
    PaymentEvent[] off = and(captured(11), tried("c-1", AMOUNT, EndReason.CAMPAIGN_CANCELLED));
    payments.record(11, rename(11, and(off, refunded("c-1", AMOUNT))));
    payments.record(
        12, rename(12, and(and(off, refunded("c-1", AMOUNT)), new PaymentEvent.OrderTold(AT))));
    payments.awaitMark();

    payments.row(1, "stage = 'captured' and refunded = 0", 10);
    payments.row(2, "stage = 'captured' and refunded = 1000", 10);
    payments.row(3, "stage = 'captured' and refunded = 3000", null);
    payments.row(4, "stage = 'captured' and refunded = 0", 10);
    payments.row(5, "stage = 'captured' and refunded = 0", null);
    payments.row(6, "stage = 'refunding' and refunded = 0", 10);
    payments.row(7, "stage = 'refunding' and refunded = 0", 6 * 3_600);
    payments.row(8, "stage = 'refunded' and refunded = 10000", null);
    payments.row(9, "stage = 'refunding' and refunded = 0", 10);
    payments.row(10, "stage = 'refunding' and refunded = 0", 6 * 3_600);
    payments.row(11, "stage = 'refunded'", 10);
    payments.row(12, "stage = 'refunded'", null);
  }

  @Test
  void whoHasYetToHearOfACampaignsEndIsListed() {
    given.system.spawn(Views.payments(given.system.system()));
    PaymentEvent[] back = and(captured(1), tried("a", AMOUNT, null), refunded("a", AMOUNT));
    payments.record(1, back);
    PaymentEvent[] ended = and(back, end(EndReason.CAMPAIGN_CANCELLED)[0]);
    payments.record(2, rename(2, ended));
    payments.record(3, rename(3, and(ended, new PaymentEvent.OrderTold(AT))));
    payments.record(4, captured(4));
    payments.collection(0, new CollectionEvent.Begun(Stage.CANCELLED, AT));
    payments.awaitMark();

    PaymentLists lists = new PaymentLists(given.system.pools());
    List<PaymentLists.Collectable> all = await(lists.collectable(null, 10));
    assertThat(all).extracting(PaymentLists.Collectable::order).contains(order(1), order(4));
    assertThat(all).extracting(PaymentLists.Collectable::order).doesNotContain(order(2), order(3));
    assertThat(all).extracting(PaymentLists.Collectable::outcome).containsOnly(Stage.CANCELLED);
    PaymentLists.Collectable after = null;
    for (PaymentLists.Collectable one : all) {
      assertThat(await(lists.collectable(after, 1))).containsExactly(one);
      after = one;
    }
    assertThat(await(lists.collectable(after, 1))).isEmpty();
  }

  @Test
  void whatAnOldNodeLeftIsOverWithItsRefundAndMoneyThatComesBeginsAnew() {
    given.system.spawn(Views.payments(given.system.system()));
    EndReason why = EndReason.CAMPAIGN_CANCELLED;
    payments.record(1, and(captured(1), tried("c-1", AMOUNT, why)));
    payments.awaitMark();
    TestDatabase.execute(given.address, "update view.payment set is_ended = false");
    payments.record(1, refunded("c-1", AMOUNT));
    payments.record(
        2,
        and(
            overdue(2),
            new PaymentEvent.EndBegun(EndReason.UNPAID, AT),
            new PaymentEvent.Captured("pi_1", AMOUNT, 170, AT)));
    payments.awaitMark();

    payments.row(1, "stage = 'refunded' and is_ended", 10);
    payments.row(2, "stage = 'captured' and not is_ended", null);
  }

  @Test
  void aCollectionRunIsPausedAndResumed() {
    given.system.spawn(Views.payments(given.system.system()));
    payments.collection(1, new CollectionEvent.Begun(Stage.FUNDED, AT));
    payments.collection(
        2, new CollectionEvent.Begun(Stage.UNFUNDED, AT), new CollectionEvent.Paused(AT));
    payments.collection(
        3,
        new CollectionEvent.Begun(Stage.CANCELLED, AT),
        new CollectionEvent.Paused(AT),
        new CollectionEvent.Resumed(AT));
    payments.awaitMark();
    assertThat(given.count("select count(*) from view.collection where is_paused")).isOne();
    assertThat(
            given.count(
                "select count(*) from view.collection where outcome = 'unfunded' and is_paused"))
        .isOne();
    assertThat(given.count("select count(*) from view.collection where not is_paused"))
        .isEqualTo(2);
  }
}
