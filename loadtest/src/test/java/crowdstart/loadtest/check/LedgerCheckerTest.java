package crowdstart.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The ledger: what is posted, and to which side. */
class LedgerCheckerTest {
  private static final Checker LEDGER = new LedgerChecker();

  private static Given postings() {
    Given run = Given.liveCampaign().placed("one", 1).paid("one");
    entry(run, 3, "authorised", 10);
    entry(run, 6, "released", 10);
    entry(run, 6, "captured", 10);
    return run;
  }

  private static void entry(Given run, int sequence, String kind, int amount) {
    String posting =
        """
        {"campaign":"c","order_id":"one","sequence_number":%d,"kind":"%s","account":"%s",
         "amount":%d}\
        """;
    run.has("postings", posting.formatted(sequence, kind, debit(kind), amount));
    run.has("postings", posting.formatted(sequence, kind, credit(kind), -amount));
  }

  private static String debit(String kind) {
    return switch (kind) {
      case "authorised" -> "backer";
      case "released" -> "pledge";
      case "captured", "refund-failed" -> "provider";
      default -> "creator";
    };
  }

  private static String credit(String kind) {
    return switch (kind) {
      case "authorised" -> "pledge";
      case "released" -> "backer";
      case "captured", "refund-failed" -> "creator";
      default -> "provider";
    };
  }

  private static Given balanced(Given run) {
    return run.has(
        "balances",
        "{\"campaign\":\"c\",\"authorised\":0,\"captured\":10,\"fees\":1,\"refunded\":0}");
  }

  @Test
  void aLedgerThatSaysWhatTheEventsSayIsClean() {
    Given run = postings();
    entry(run, 6, "fee", 1);

    Findings found = balanced(run).judgedBy(LEDGER);

    assertThat(found.violations()).isEmpty();
    assertThat(found.lookedAt()).containsEntry("postings", 8).containsEntry("events of money", 4);
  }

  @Test
  void aRefundThatFailedIsPostedBack() {
    Given run = postings();
    entry(run, 6, "fee", 1);
    run.payment("one", "refund-tried", "{\"refund\":\"r\",\"amount\":4}")
        .payment("one", "refunded", "{\"refund\":\"r\",\"amount\":4}")
        .payment("one", "refund-failed", "{\"refund\":\"r\",\"returned\":4}");
    entry(run, 8, "refunded", 4);
    assertThat(balanced(run).judgedBy(LEDGER).violations())
        .anyMatch(it -> it.contains("the ledger lacks"));

    entry(run, 9, "refund-failed", 4);
    assertThat(run.judgedBy(LEDGER).violations()).isEmpty();
  }

  @Test
  void moneyThatWentTheOtherWayIsFound() {
    Given run = postings();
    String posting =
        """
        {"campaign":"c","order_id":"one","sequence_number":6,"kind":"fee","account":"%s",
         "amount":%d}\
        """;
    run.has("postings", posting.formatted("provider", 1));
    run.has("postings", posting.formatted("creator", -1));

    assertThat(balanced(run).judgedBy(LEDGER).violations())
        .hasSize(2)
        .allMatch(it -> it.contains("on the other side of its account"));
  }

  @Test
  void anEventThatWasNotPostedIsFound() {
    Findings found = balanced(postings()).judgedBy(LEDGER);

    assertThat(found.violations()).anyMatch(it -> it.contains("the ledger lacks"));
    assertThat(found.violations()).anyMatch(it -> it.contains("a balance is not"));
  }

  @Test
  void anEventPostedTwiceIsFound() {
    Given run = postings();
    entry(run, 6, "fee", 1);
    entry(run, 6, "fee", 1);

    assertThat(balanced(run).judgedBy(LEDGER).violations())
        .anyMatch(it -> it.contains("the ledger has twice"));
  }

  @Test
  void sidesThatDifferAreFound() {
    Given run = postings();
    run.has(
            "postings",
            """
            {"campaign":"c","order_id":"one","sequence_number":6,"kind":"fee","account":"debit",
             "amount":1}\
            """)
        .has(
            "postings",
            """
            {"campaign":"c","order_id":"one","sequence_number":6,"kind":"fee","account":"credit",
             "amount":-2}\
            """);

    assertThat(balanced(run).judgedBy(LEDGER).violations())
        .anyMatch(it -> it.contains("without its other side"));
  }

  @Test
  void aDisputeIsPosted() {
    Given run = postings();
    entry(run, 6, "fee", 1);
    run.payment("one", "disputed", "{\"dispute\":\"du\",\"takenSince\":10,\"feeSince\":2}");
    entry(run, 7, "disputed", 10);
    assertThat(run.judgedBy(LEDGER).violations()).anyMatch(it -> it.contains("the ledger lacks"));
    entry(run, 7, "dispute-fee", 2);
    run.has(
        "balances",
        """
        {"campaign":"c","authorised":0,"captured":10,"fees":1,"refunded":0,"disputed":10,
         "dispute_fees":2}\
        """);
    assertThat(run.judgedBy(LEDGER).violations()).isEmpty();
  }
}
