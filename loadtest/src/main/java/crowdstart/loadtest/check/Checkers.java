package crowdstart.loadtest.check;

import java.util.ArrayList;
import java.util.List;

/** All checkers there are. */
public final class Checkers {
  private static final List<Checker> ALL =
      List.of(
          new StockChecker(),
          new SoldOutChecker(),
          new HoldChecker(),
          new AcknowledgedChecker(),
          new KeyChecker(),
          new ReplyChecker(),
          new ChargeChecker(),
          new LedgerChecker(),
          new OutcomeChecker(),
          new WriterChecker(),
          new StatsChecker(),
          new ViewChecker(),
          new AnswerChecker(),
          new UnknownChecker());

  private Checkers() {}

  public static List<String> names() {
    return ALL.stream().map(Checker::name).toList();
  }

  /** Judges a run. A checker that fails in itself has found something, too. */
  public static Verdict check(Evidence evidence) {
    List<Verdict.Entry> entries = new ArrayList<>();
    for (Checker checker : ALL) {
      Findings findings = new Findings();
      try {
        checker.check(evidence, findings);
      } catch (RuntimeException e) {
        findings.violation("checker", "it cannot make sense of the evidence: " + e);
      }
      entries.add(new Verdict.Entry(checker.name(), checker.promise(), findings));
    }
    return new Verdict(entries);
  }
}
