package crowdstart.loadtest.bench;

import crowdstart.loadtest.payment.ConfirmationResult;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes how payment confirmations fared beside what else went on. */
final class IndependenceReport {
  private static final String HEADER =
      """
      | meanwhile | round | confirmations | unconfirmed | p50 ms | p99 ms | max ms | webhook answered p50 ms | p99 ms | \
      sent again | orders/s | others, cores |
      |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
      """;

  private IndependenceReport() {}

  static String markdown(
      BenchPlan plan, Machine machine, String database, Independence independence) {
    return Stream.of(
            head(plan, machine, database),
            table(independence),
            verdicts(independence),
            wrong(independence.allWrong()))
        .collect(Collectors.joining("\n\n"));
  }

  private static String head(BenchPlan plan, Machine machine, String database) {
    return """
    ## Payments: confirmed, whatever else goes on

    Measured by `./mvnw -q compile exec:exec@bench -Dbench.args="--parts payments"` on %s, commit %s.

    - Machine: %d cores (%s), %,d MiB, %s; load, node, payment sandbox and database all on it.
    - %s; JDK %s; one node with a heap of %s.
    - A confirmation is the provider's signed webhook in, and the order read as confirmed over HTTP; %.0f a second in an \
    open loop, from the intended start. Its order is looked at every 2 ms, and every twentieth of the time gone by.
    - Alone and beside a surge of %.0f orders a second after %.0f: %d rounds of %.0f s, in turn. A series begins when the \
    views have taken in the one before.
    - "Charged at once" is a campaign that keeps what it raises: each confirmation is followed by a charge at the sandbox. \
    Fulfilment is stopped by locks on its journal and its view.
    - The order database is slowed by a lock on the order journal, %d ms on and %d ms off. That an order is confirmed is a row \
    in that journal, so a confirmation cannot but wait for it; the webhook's answer needs the payment journal only.\
    """
        .formatted(
            machine.date(),
            machine.commit(),
            machine.cores(),
            machine.processor(),
            machine.memoryMib(),
            machine.kernel(),
            database,
            machine.jdk(),
            Bench.SERVER_HEAP,
            BenchPlan.CONFIRMATION_RATE,
            BenchPlan.SURGE_TO,
            BenchPlan.SURGE_FROM,
            plan.rounds(),
            plan.seconds(),
            Stall.SLOWED_MILLIS,
            Stall.SLOWED_MILLIS);
  }

  private static String table(Independence independence) {
    return HEADER
        + independence.series().stream()
            .map(IndependenceReport::row)
            .collect(Collectors.joining("\n"));
  }

  private static String row(PhaseResult each) {
    ConfirmationResult result = each.result();
    return "| %s | %d | %d | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %d | %.0f | %.2f |"
        .formatted(
            each.phase().label(),
            each.round(),
            result.done(),
            result.unconfirmed(),
            each.p50(),
            each.p99(),
            result.confirmed().max(),
            result.acknowledged().p50(),
            result.acknowledged().p99(),
            result.resent(),
            each.ordersPerSecond(),
            each.otherCores());
  }

  private static String verdicts(Independence independence) {
    return Stream.of(
            Stream.of(Phase.SURGE_ELSEWHERE, Phase.SURGE_SAME)
                .flatMap(phase -> surge(independence, phase)),
            other(independence, Phase.FULFILMENT_STOPPED, Phase.CHARGED),
            independence.catchUps().stream().map(IndependenceReport::sentence),
            slowed(independence))
        .flatMap(sentences -> sentences)
        .map("- "::concat)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> surge(Independence independence, Phase phase) {
    return independence.ratio(phase, Phase.ALONE).stream()
        .map(ratio ->
            "**%s: p99 %.1f ms, %.2f times the %.1f ms alone** (medians of the rounds; at most %.1f wanted: %s)."
                .formatted(
                    capitalised(phase.label()),
                    independence.p99(phase),
                    ratio,
                    independence.p99(Phase.ALONE),
                    Independence.BUDGET,
                    ratio <= Independence.BUDGET ? "met" : "missed"));
  }

  private static Stream<String> other(Independence independence, Phase phase, Phase to) {
    return independence.ratio(phase, to).stream()
        .map(ratio ->
            "%s: p99 %.1f ms, %.2f times the %.1f ms while it runs."
                .formatted(
                    capitalised(phase.label()),
                    independence.p99(phase),
                    ratio,
                    independence.p99(to)));
  }

  private static Stream<String> slowed(Independence independence) {
    Phase slowed = Phase.ORDERS_SLOWED;
    return independence.ratio(slowed, Phase.ALONE).stream()
        .map(ratio ->
            "%s: p99 %.1f ms, %.2f times that alone; the webhook was answered with a p99 of %.1f ms, alone %.1f ms."
                .formatted(
                    capitalised(slowed.label()),
                    independence.p99(slowed),
                    ratio,
                    independence.acknowledgedP99(slowed),
                    independence.acknowledgedP99(Phase.ALONE)));
  }

  static String sentence(CatchUp catchUp) {
    return "After %.0f s without fulfilment, %d of %d captured payments had no parcel; %.1f s later %s: %d parcels, %d missing, and %d orders had been confirmed."
        .formatted(
            catchUp.stoppedSeconds(),
            catchUp.behind(),
            catchUp.captured(),
            catchUp.seconds(),
            catchUp.isComplete() ? "nothing was lost" : "**it had not caught up**",
            catchUp.shipments(),
            catchUp.missing(),
            catchUp.confirmed());
  }

  private static String wrong(List<String> wrong) {
    return wrong.isEmpty()
        ? "After every surge, orders sampled from it were looked up and repeated; all were there, with their first answer."
        : "### Wrong\n\n" + wrong.stream().map("- "::concat).collect(Collectors.joining("\n"));
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
