package crowdstart.loadtest.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How payment confirmations fared beside what else went on. */
record Independence(List<PhaseResult> series, List<CatchUp> catchUps, List<String> wrong) {
  /** How many times the p99 alone it may be under a surge. */
  static final double BUDGET = 1.5;

  Independence {
    series = List.copyOf(series);
    catchUps = List.copyOf(catchUps);
    wrong = List.copyOf(wrong);
  }

  List<PhaseResult> of(Phase phase) {
    return series.stream().filter(each -> each.phase() == phase).toList();
  }

  /** The median of the rounds, in milliseconds. */
  double p50(Phase phase) {
    return Findings.median(of(phase).stream().map(PhaseResult::p50).toList());
  }

  /** The median of the rounds, in milliseconds. */
  double p99(Phase phase) {
    return Findings.median(of(phase).stream().map(PhaseResult::p99).toList());
  }

  /** Until the webhook was answered: the median of the rounds, in milliseconds. */
  double acknowledgedP99(Phase phase) {
    return Findings.median(
        of(phase).stream().map(each -> each.result().acknowledged().p99()).toList());
  }

  /** One phase's p99 to another's, medians of the rounds; empty unless both were measured. */
  Optional<Double> ratio(Phase phase, Phase to) {
    return of(phase).isEmpty() || p99(to) == 0
        ? Optional.empty()
        : Optional.of(p99(phase) / p99(to));
  }

  /** Everything that should never happen, a sentence each. */
  List<String> allWrong() {
    List<String> all = new ArrayList<>(wrong);
    for (PhaseResult each : series) {
      String where = each.phase().label() + ", round " + each.round() + ": ";
      each.result().wrong().forEach(sentence -> all.add(where + sentence));
    }
    return all;
  }
}
