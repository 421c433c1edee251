package crowdstart.loadtest.overload;

import crowdstart.loadtest.measure.Result;
import crowdstart.loadtest.measure.Schedule;
import java.util.List;

/**
 * A calm, a jump to fifty times as much, and a calm again.
 *
 * @param calmRate orders a second before and after
 */
record Burst(double calmRate) {
  static final int FOLD = 50;
  static final int CALM_SECONDS = 8;
  static final int BURST_SECONDS = 3;
  static final int AFTER_SECONDS = 12;

  /** Below this a second counts as calm, whatever it was like before; in milliseconds. */
  private static final double CALM_P99_MIN = 50;

  Schedule schedule() {
    return Schedule.constant(calmRate, CALM_SECONDS)
        .thenHold(calmRate * FOLD, BURST_SECONDS)
        .thenHold(calmRate, AFTER_SECONDS);
  }

  /** Seconds from the end of the burst until everything is again as it was before it. */
  static double recovery(Result result) {
    List<Result.Second> seconds = result.seconds();
    double calm =
        seconds.subList(CALM_SECONDS / 2, CALM_SECONDS).stream()
            .mapToDouble(second -> second.latency().p99())
            .max()
            .orElse(0);
    double bound = Math.max(CALM_P99_MIN, 2 * calm);
    int end = CALM_SECONDS + BURST_SECONDS;
    int last = Math.min(seconds.size(), end + AFTER_SECONDS);
    int recovered = last;
    while (recovered > end && isCalm(seconds.get(recovered - 1), bound)) {
      recovered--;
    }
    return recovered - end;
  }

  private static boolean isCalm(Result.Second second, double bound) {
    return second.unknown() == 0 && second.refused() == 0 && second.latency().p99() <= bound;
  }
}
