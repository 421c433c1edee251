package crowdstart.loadtest.seeded;

import java.util.List;
import java.util.stream.Stream;

/** Bugs of what follows behind the reply: money, views and totals. */
final class StreamBugs {
  private static final String CORE = "core/src/main/java/crowdstart/";
  private static final String PERSISTENCE = "persistence/src/main/java/crowdstart/";
  private static final String HTTP = "http/src/main/java/crowdstart/";

  private static final List<SeededBug> MONEY =
      List.of(
          SeededBug.of(
              "charge-before-persist",
              "the provider called before the event is stored",
              "charges",
              Provocation.SLOW_PAYMENT_JOURNAL,
              CORE + "payment/PaymentEntity.java",
              "    return Effect()\n        .persist(events)\n",
              """
                  PaymentState ahead = state;
                  for (PaymentEvent event : events) {
                    ahead = Payment.evolve(ahead, event);
                  }
                  if (underWay == null && !(Owed.of(ahead, true) instanceof Owed.Nothing)) {
                    begin(Owed.of(ahead, true));
                  }
                  return Effect()
                      .persist(events)
              """),
          // Looked for twice in the product: either look alone keeps a refund from going twice.
          new SeededBug(
              "refund-not-looked-for",
              "a refund sent again without a look",
              "charges",
              Provocation.LOST_ANSWERS,
              List.of(
                  new SeededBug.Edit(
                      CORE + "payment/Owed.java",
                      ": new FindRefund(captured.charge(), refund.id()))",
                      ": new SendRefund(captured.charge(), refund.id(), refund.amount()))"),
                  new SeededBug.Edit(
                      HTTP + "http/gateway/StripeRefunds.java",
                      "if (earlier.isPresent()) {",
                      "if (earlier.isPresent() && amount < 0) {"))),
          SeededBug.of(
              "money-kept",
              "a cancelled order's money is kept",
              "charges",
              CORE + "payment/RefundRules.java",
              "if (state.because() != null) {",
              "if (true) {"),
          SeededBug.of(
              "amount-off-by-one",
              "charged a cent more than ordered",
              "charges",
              HTTP + "http/gateway/StripeGateway.java",
              ".setAmount(request.amount())",
              ".setAmount(request.amount() + 1)"),
          SeededBug.of(
              "fee-forgotten",
              "the provider's fee is not posted",
              "ledger",
              PERSISTENCE + "view/Postings.java",
              "if (fee > 0) {",
              "if (fee > 1_000_000) {"),
          SeededBug.of(
              "one-sided-posting",
              "the two sides of an entry differ",
              "ledger",
              PERSISTENCE + "view/Postings.java",
              "(values (?, 1), (?, -1))",
              "(values (?, 1), (?, -2))"));

  private static final List<SeededBug> TOLD =
      List.of(
          SeededBug.of(
              "late-commit-skipped",
              "a feed does not wait for a late commit",
              "views",
              Provocation.LATE_COMMITS,
              PERSISTENCE + "feed/FeedQuery.java",
              "where tx < pg_snapshot_xmin(pg_current_snapshot())\n          and (tx",
              "where (tx"),
          SeededBug.of(
              "cancellation-not-in-totals",
              "held amounts never shrink",
              "stats",
              CORE + "campaign/TierCount.java",
              "held - line.quantity(), sold, heldAmount - line.amount(), soldAmount, orders);",
              "held - line.quantity(), sold, heldAmount, soldAmount, orders);"),
          SeededBug.of(
              "version-behind",
              "totals told under the version before",
              "stats",
              CORE + "campaign/CampaignGate.java",
              "return CampaignStanding.of(known, version, lastMinute.at(now()));",
              "return CampaignStanding.of(known, version - 1, lastMinute.at(now()));"));

  static final List<SeededBug> ALL = Stream.of(MONEY, TOLD).flatMap(List::stream).toList();

  private StreamBugs() {}
}
