package crowdstart.view;

import static crowdstart.journal.TestSystem.await;
import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.order;
import static crowdstart.view.Payments.AMOUNT;
import static crowdstart.view.Payments.and;
import static crowdstart.view.Payments.captured;
import static crowdstart.view.Payments.disputed;
import static crowdstart.view.Payments.end;
import static crowdstart.view.Payments.failed;
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
import crowdstart.database.DatabaseAddress;
import crowdstart.database.TestDatabase;
import crowdstart.journal.TestSystem;
import crowdstart.payment.CollectionEvent;
import crowdstart.payment.EndReason;
import crowdstart.payment.PaymentEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.projection.ProjectionBehavior;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the feed of payments comes to: rows, the ledger, timelines and collection runs. */
@Timeout(120)
class PaymentViewTest {
  private final DatabaseAddress address = TestDatabase.migrated();
  private final TestSystem system = new TestSystem(address);
  private int marks = 900;

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void aPaymentStandsAsItsEventsMadeIt() {
    system.spawn(Views.payments(system.system()));
    record(1, opened(1));
    record(2, and(opened(2), new PaymentEvent.SetupMade(1, "seti_1", "cus_1", AT)));
    record(3, secured(3));
    record(4, pledged(4));
    record(5, and(pledged(5), new PaymentEvent.ChargeTried(1, AT)));
    record(6, overdue(6));
    record(7, captured(7));
    record(8, and(pledged(8), end(EndReason.CAMPAIGN_UNFUNDED)));
    record(9, and(and(overdue(9), end(EndReason.UNPAID)), new PaymentEvent.OrderTold(AT)));
    awaitMark();

    row(1, "stage = 'securing' and amount = 10000 and authorised = 0", 10);
    row(2, "stage = 'securing'", 30);
    row(3, "stage = 'secured' and authorised = 0 and refusal is null", 10);
    row(4, "stage = 'pledged' and authorised = 10000 and due_at is null", null);
    row(5, "stage = 'charging' and authorised = 10000", 10);
    row(6, "stage = 'overdue' and refusal = 'declined' and authorised = 10000", 3_600);
    row(7, "stage = 'captured' and captured = 10000 and fee = 170 and authorised = 0", null);
    row(8, "stage = 'released' and authorised = 0 and captured = 0", 10);
    row(9, "stage = 'dropped' and authorised = 0", null);
  }

  @Test
  void aRefundStaysDueUntilNoneIsOwed() {
    system.spawn(Views.payments(system.system()));
    PaymentEvent[] two = and(captured(1), tried("a", 1_000, null), tried("b", 2_000, null));
    record(1, two);
    record(2, rename(2, and(two, refunded("a", 1_000))));
    record(3, rename(3, and(two, refunded("a", 1_000), refunded("b", 2_000))));
    record(4, rename(4, and(two, refused("a"))));
    record(5, rename(5, and(two, refused("a"), refused("b"))));
    EndReason why = EndReason.ORDER_CANCELLED;
    PaymentEvent[] all = and(captured(6), tried("order-cancelled-1", AMOUNT, why));
    record(6, all);
    record(7, rename(7, and(all, refused("order-cancelled-1"))));
    record(8, rename(8, and(all, refunded("order-cancelled-1", AMOUNT))));
    PaymentEvent[] ends =
        and(captured(9), tried("a", AMOUNT, null), new PaymentEvent.EndBegun(why, AT));
    record(9, ends);
    record(10, rename(10, and(ends, refused("a"))));
    PaymentEvent[] off = and(captured(11), tried("c-1", AMOUNT, EndReason.CAMPAIGN_CANCELLED));
    record(11, rename(11, and(off, refunded("c-1", AMOUNT))));
    record(12, rename(12, and(and(off, refunded("c-1", AMOUNT)), new PaymentEvent.OrderTold(AT))));
    awaitMark();

    row(1, "stage = 'captured' and refunded = 0", 10);
    row(2, "stage = 'captured' and refunded = 1000", 10);
    row(3, "stage = 'captured' and refunded = 3000", null);
    row(4, "stage = 'captured' and refunded = 0", 10);
    row(5, "stage = 'captured' and refunded = 0", null);
    row(6, "stage = 'refunding' and refunded = 0", 10);
    row(7, "stage = 'refunding' and refunded = 0", 6 * 3_600);
    row(8, "stage = 'refunded' and refunded = 10000", null);
    row(9, "stage = 'refunding' and refunded = 0", 10);
    row(10, "stage = 'refunding' and refunded = 0", 6 * 3_600);
    row(11, "stage = 'refunded'", 10);
    row(12, "stage = 'refunded'", null);
  }

  @Test
  void aRefundThatFailedIsOwedAgain() {
    system.spawn(Views.payments(system.system()));
    record(1, and(captured(1), tried("a", AMOUNT, null), refunded("a", AMOUNT), failed("a", null)));
    record(2, and(captured(2), tried("a", AMOUNT, null), failed("a", 0, null)));
    EndReason why = EndReason.ORDER_CANCELLED;
    PaymentEvent[] back = and(captured(3), tried("c-1", AMOUNT, why), refunded("c-1", AMOUNT));
    PaymentEvent[] failed = and(back, failed("c-1", why));
    record(3, failed);
    PaymentEvent[] givenUp = and(failed, new PaymentEvent.RefundGivenUp(AT));
    record(4, rename(4, givenUp));
    record(5, rename(5, and(givenUp, tried("person", AMOUNT, null))));
    record(6, rename(6, and(givenUp, tried("person", AMOUNT, null), refunded("person", AMOUNT))));
    PaymentEvent[] mine = and(captured(7), tried("a", AMOUNT, null), refunded("a", AMOUNT));
    record(7, and(mine, new PaymentEvent.EndBegun(why, AT)));
    record(8, rename(8, and(mine, new PaymentEvent.EndBegun(why, AT), failed("a", why))));
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
    record(9, told);
    awaitMark();

    row(1, "stage = 'captured' and refunded = 0 and refunds_open = 0", null);
    row(2, "stage = 'captured' and refunded = 0 and refunds_open = 0", null);
    row(3, "stage = 'refunding' and refunded = 0 and refunds_open = 0", 6 * 3_600);
    row(4, "stage = 'refund_failed' and refunded = 0", null);
    row(5, "stage = 'refunding' and refunds_open = 1", 10);
    row(6, "stage = 'refunded' and refunded = 10000 and refunds_open = 0", null);
    row(7, "stage = 'refunded' and refunded = 10000", null);
    row(8, "stage = 'refunding' and refunded = 0", 6 * 3_600);
    row(9, "stage = 'refunded' and refunded = 10000", null);
    balances();
    assertThat(count("select refunded from view.balance" + of(0))).isEqualTo(3 * AMOUNT);
    assertThat(count("select count(*) from view.posting where kind = 'refund-failed'"))
        .as("two sides for each that had been done")
        .isEqualTo(2 * 7);
  }

  @Test
  void whatABankTakesIsNotTheCreators() {
    system.spawn(Views.payments(system.system()));
    EndReason why = EndReason.CAMPAIGN_CANCELLED;
    record(1, and(captured(1), disputed("open", AMOUNT, 2_000), disputed("lost", 0, 0)));
    record(2, and(captured(2), disputed("open", AMOUNT, 2_000), disputed("won", -AMOUNT, -500)));
    PaymentEvent[] ended =
        and(captured(3), disputed("open", AMOUNT, 0), new PaymentEvent.EndBegun(why, AT));
    record(3, ended);
    PaymentEvent[] told = and(ended, new PaymentEvent.OrderTold(AT));
    record(4, rename(4, told));
    PaymentEvent[] back = and(told, disputed("won", -AMOUNT, 0), tried("c-1", AMOUNT, why));
    record(5, rename(5, back));
    record(6, rename(6, and(back, refunded("c-1", AMOUNT), new PaymentEvent.OrderTold(AT))));
    PaymentEvent[] part = and(captured(7), disputed("open", 4_000, 0), tried("c-1", 6_000, why));
    record(7, part);
    record(8, rename(8, and(part, refunded("c-1", 6_000))));
    PaymentEvent[] givenUp =
        and(
            captured(9),
            tried("c-1", AMOUNT, why),
            refused("c-1"),
            new PaymentEvent.RefundGivenUp(AT));
    record(9, and(givenUp, disputed("open", AMOUNT, 0)));
    awaitMark();

    row(1, "stage = 'captured' and disputed = 10000", null);
    row(2, "stage = 'captured' and disputed = 0", null);
    row(3, "stage = 'refunded' and disputed = 10000", 10);
    row(4, "stage = 'refunded' and disputed = 10000", null);
    row(5, "stage = 'refunding' and disputed = 0", 10);
    row(6, "stage = 'refunded' and refunded = 10000", null);
    row(7, "stage = 'refunding' and disputed = 4000", 10);
    row(8, "stage = 'refunded' and refunded = 6000 and disputed = 4000", 10);
    row(9, "stage = 'refunded' and disputed = 10000", 10);
    balances();
    assertThat(count("select disputed from view.balance" + of(0)))
        .isEqualTo(4 * AMOUNT + 2 * 4_000);
    assertThat(count("select dispute_fees from view.balance" + of(0))).isEqualTo(3_500);
    assertThat(
            count(
                "select captured - fees - refunded - disputed - dispute_fees from view.balance"
                    + of(0)))
        .as("M2: what the provider still holds for the creator")
        .isEqualTo(
            count("select sum(amount) from view.posting" + of(0) + " and account = 'provider'"));
  }

  @Test
  void theLedgerBalancesAndIsTheSameWhenItIsMadeAgain() {
    var view = system.spawn(Views.payments(system.system()));
    everything();
    awaitMark();
    balances();
    assertThat(count("select captured - fees - refunded from view.balance" + of(0)))
        .isEqualTo(
            count("select sum(amount) from view.posting" + of(0) + " and account = 'provider'"));
    assertThat(count("select authorised from view.balance" + of(0))).isEqualTo(AMOUNT);
    assertThat(count("select captured from view.balance" + of(0))).isEqualTo(3 * AMOUNT);
    assertThat(count("select refunded from view.balance" + of(0))).isEqualTo(AMOUNT + 1_000);
    assertThat(count("select fees from view.balance" + of(0))).isEqualTo(3 * 170);
    List<Long> asProjected = fingerprints();

    view.tell(ProjectionBehavior.stopMessage());
    Awaitility.await().until(() -> !system.isAlive(view));
    var same = system.spawn(Views.payments(system.system()));
    awaitMark();
    assertThat(fingerprints()).as("nothing is read twice").isEqualTo(asProjected);

    same.tell(ProjectionBehavior.stopMessage());
    Awaitility.await().until(() -> !system.isAlive(same));
    TestDatabase.execute(
        address,
        "truncate view.payment, view.posting, view.balance, view.timeline, view.collection"
            + " restart identity; delete from view.pekko_projection_offset_store"
            + " where projection_name = 'payment-view'");
    system.spawn(Views.payments(system.system()));
    awaitMark();
    balances();
    assertThat(fingerprints()).as("R5").isEqualTo(asProjected);
  }

  @Test
  void aCollectionRunIsPausedAndResumed() {
    system.spawn(Views.payments(system.system()));
    collection(1, new CollectionEvent.Begun(Stage.FUNDED, AT));
    collection(2, new CollectionEvent.Begun(Stage.UNFUNDED, AT), new CollectionEvent.Paused(AT));
    collection(
        3,
        new CollectionEvent.Begun(Stage.CANCELLED, AT),
        new CollectionEvent.Paused(AT),
        new CollectionEvent.Resumed(AT));
    awaitMark();
    assertThat(count("select count(*) from view.collection where is_paused")).isOne();
    assertThat(
            count("select count(*) from view.collection where outcome = 'unfunded' and is_paused"))
        .isOne();
    assertThat(count("select count(*) from view.collection where not is_paused")).isEqualTo(2);
  }

  private void everything() {
    record(1, pledged(1));
    record(2, captured(2));
    record(3, and(captured(3), tried("a", 1_000, null), refunded("a", 1_000)));
    record(4, and(overdue(4), end(EndReason.UNPAID)));
    record(
        5,
        and(
            and(pledged(5), end(EndReason.ORDER_CANCELLED)),
            new PaymentEvent.Captured("pi_1", AMOUNT, 170, AT),
            tried("order-cancelled-1", AMOUNT, EndReason.ORDER_CANCELLED),
            refunded("order-cancelled-1", AMOUNT)));
    collection(0, new CollectionEvent.Begun(Stage.FUNDED, AT));
  }

  private void balances() {
    assertThat(
            count(
                "select count(*) from (select 1 from view.posting"
                    + " group by order_id, sequence_number, kind having sum(amount) <> 0) t"))
        .as("M2: every entry sums to zero")
        .isZero();
    assertThat(
            count(
                "select count(*) from (select sum(amount) over (order by position) s,"
                    + " row_number() over (order by position) n from view.posting) t"
                    + " where n % 2 = 0 and s <> 0"))
        .as("M2: at every prefix")
        .isZero();
    assertThat(
            count(
                "select count(*) from view.balance b join (select campaign,"
                    + " sum(amount) filter (where account = 'backer') a,"
                    + " sum(amount) filter (where kind = 'captured' and amount > 0) c,"
                    + " sum(amount) filter (where kind = 'fee' and amount > 0) f,"
                    + " sum(case kind when 'refund-failed' then -amount else amount end)"
                    + " filter (where kind in ('refunded', 'refund-failed') and amount > 0) r"
                    + " from view.posting group by campaign) p using (campaign)"
                    + " where (authorised, captured, fees, refunded) = (a, c, f, r)"))
        .as("the balances are what the postings come to")
        .isEqualTo(count("select count(*) from view.balance"));
  }

  private void row(int order, String condition, @Nullable Integer dueInSeconds) {
    String due =
        dueInSeconds == null
            ? "due_at is null"
            : "due_at = '%s'".formatted(AT.plusSeconds(dueInSeconds));
    long found =
        count(
            "select count(*) from view.payment where id = '%s' and %s and %s"
                .formatted(order(order), condition, due));
    assertThat(found).as("row " + order).isOne();
  }

  /** Of everything but the marks. */
  private List<Long> fingerprints() {
    String isMark = " like '" + order(9).value().replaceAll("..9$", "9__") + "'";
    TestDatabase.execute(address, "delete from view.payment where id" + isMark);
    TestDatabase.execute(address, "delete from view.timeline where order_id" + isMark);
    return Stream.of(
            "payment t order by id",
            "posting t order by position",
            "balance t order by campaign",
            "timeline t order by order_id, position")
        .map(table ->
            count(
                "select hashtextextended(string_agg(r, ','), 0) from (select (to_jsonb(t)"
                    + " - 'position')::text r from view."
                    + table
                    + ") s"))
        .toList();
  }

  private long count(String sql) {
    return TestDatabase.number(address, sql);
  }

  private static String of(int campaign) {
    return " where campaign = '" + campaign(campaign) + "'";
  }

  /** All that was recorded before has been read when this has. */
  private void awaitMark() {
    marks++;
    record(marks, opened(marks));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                count("select count(*) from view.payment where id = '%s'".formatted(order(marks))),
            found -> found == 1);
  }

  private void record(int order, PaymentEvent... events) {
    record("payment", order(order).value(), List.of(events));
  }

  private void collection(int campaign, CollectionEvent... events) {
    record("collection", campaign(campaign).value(), List.of(events));
  }

  private <E> void record(String type, String id, List<E> events) {
    ActorRef<Recorder.Store<E>> recorder =
        system.spawn(Recorder.create("payment-journal", type, id));
    await(
        system.<Recorder.Store<E>, Done>ask(
            recorder, replyTo -> new Recorder.Store<>(events, replyTo)));
  }
}
