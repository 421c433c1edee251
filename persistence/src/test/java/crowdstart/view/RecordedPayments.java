package crowdstart.view;

import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.order;
import static crowdstart.view.Payments.opened;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.database.TestDatabase;
import crowdstart.payment.CollectionEvent;
import crowdstart.payment.PaymentEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Payments and collection runs that a test records, and what their view has made of them. */
final class RecordedPayments {
  private final ViewFixture given;
  private int marks = 900;

  RecordedPayments(ViewFixture given) {
    this.given = given;
  }

  void record(int order, PaymentEvent... events) {
    given.record("payment-journal", "payment", order(order).value(), List.of(events));
  }

  void collection(int campaign, CollectionEvent... events) {
    given.record("payment-journal", "collection", campaign(campaign).value(), List.of(events));
  }

  /** All that was recorded before has been read when this has. */
  void awaitMark() {
    marks++;
    record(marks, opened(marks));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                given.count(
                    "select count(*) from view.payment where id = '%s'".formatted(order(marks))),
            found -> found == 1);
  }

  void row(int order, String condition, @Nullable Integer dueInSeconds) {
    String due =
        dueInSeconds == null
            ? "due_at is null"
            : "due_at = '%s'".formatted(AT.plusSeconds(dueInSeconds));
    long found =
        given.count(
            "select count(*) from view.payment where id = '%s' and %s and %s"
                .formatted(order(order), condition, due));
    assertThat(found).as("row " + order).isOne();
  }

  /** The ledger as a whole: it sums to zero, and the balances are what it comes to. */
  void balances() {
    assertThat(
            given.count(
                "select count(*) from (select 1 from view.posting"
                    + " group by order_id, sequence_number, kind having sum(amount) <> 0) t"))
        .as("M2: every entry sums to zero")
        .isZero();
    assertThat(
            given.count(
                "select count(*) from (select sum(amount) over (order by position) s,"
                    + " row_number() over (order by position) n from view.posting) t"
                    + " where n % 2 = 0 and s <> 0"))
        .as("M2: at every prefix")
        .isZero();
    assertThat(
            given.count(
                "select count(*) from view.balance b join (select campaign,"
                    + " sum(amount) filter (where account = 'backer') a,"
                    + " sum(amount) filter (where kind = 'captured' and amount > 0) c,"
                    + " sum(amount) filter (where kind = 'fee' and amount > 0) f,"
                    + " sum(case kind when 'refund-failed' then -amount else amount end)"
                    + " filter (where kind in ('refunded', 'refund-failed') and amount > 0) r"
                    + " from view.posting group by campaign) p using (campaign)"
                    + " where (authorised, captured, fees, refunded) = (a, c, f, r)"))
        .as("the balances are what the postings come to")
        .isEqualTo(given.count("select count(*) from view.balance"));
  }

  /** Of everything but the marks. */
  List<Long> fingerprints() {
    String isMark = " like '" + order(9).value().replaceAll("..9$", "9__") + "'";
    TestDatabase.execute(given.address, "delete from view.payment where id" + isMark);
    TestDatabase.execute(given.address, "delete from view.timeline where order_id" + isMark);
    return Stream.of(
            "payment t order by id",
            "posting t order by position",
            "balance t order by campaign",
            "timeline t order by order_id, position")
        .map(table ->
            given.count(
                "select hashtextextended(string_agg(r, ','), 0) from (select (to_jsonb(t)"
                    + " - 'position')::text r from view."
                    + table
                    + ") s"))
        .toList();
  }

  static String ofCampaign(int campaign) {
    return " where campaign = '" + campaign(campaign) + "'";
  }
}
