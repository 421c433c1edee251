package crowdstart.loadtest.overload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was measured, and what of the promises holds.
 *
 * @param capacity orders a second that a closed loop gets
 * @param recoverySeconds after the burst
 */
public record OverloadReport(
    double capacity, double recoverySeconds, List<Step> steps, List<Verdict> verdicts) {
  private static final double JUDGED_FACTOR = 5;
  private static final double GOODPUT_SHARE_MIN = 0.9;
  private static final double REJECTION_MILLIS_MAX = 100;
  private static final double ACCEPTED_RATIO_MAX = 2;
  private static final double RECOVERY_SECONDS_MAX = 5;
  private static final double NEIGHBOUR_RATIO_MAX = 1.5;

  static OverloadReport of(
      double capacity,
      List<Step> steps,
      List<Step> open,
      double recoverySeconds,
      Step alone,
      Step beside) {
    double peak = open.stream().mapToDouble(Step::goodput).reduce(capacity, Math::max);
    List<Verdict> verdicts = new ArrayList<>();
    Step first = open.stream().min(Comparator.comparingDouble(Step::askedRate)).orElseThrow();
    for (Step step : open) {
      verdicts.add(
          Verdict.atMost(
              "rejections at %s, p99 in ms".formatted(step.name()),
              step.rejected().p99(),
              REJECTION_MILLIS_MAX));
      if (step.askedRate() <= JUDGED_FACTOR * capacity * 1.01) {
        verdicts.add(
            Verdict.atLeast(
                "goodput at %s, share of its peak".formatted(step.name()),
                step.goodput() / peak,
                GOODPUT_SHARE_MIN));
        verdicts.add(
            Verdict.atMost(
                "p99 of what is accepted at %s, to that at the first".formatted(step.name()),
                step.accepted().p99() / first.accepted().p99(),
                ACCEPTED_RATIO_MAX));
      }
    }
    verdicts.add(
        Verdict.atMost(
            "recovery after a burst of %d times, in s".formatted(Burst.FOLD),
            recoverySeconds,
            RECOVERY_SECONDS_MAX));
    verdicts.add(
        Verdict.atMost(
            "p99 of campaign B beside A's launch, to B's alone",
            beside.accepted().p99() / alone.accepted().p99(),
            NEIGHBOUR_RATIO_MAX));
    verdicts.add(
        Verdict.atMost(
            "orders for B that were not placed",
            (double) (beside.turnedAway() + beside.lost()),
            0));
    return new OverloadReport(capacity, recoverySeconds, steps, List.copyOf(verdicts));
  }

  public boolean holds() {
    return verdicts.stream().allMatch(Verdict::holds);
  }
}
