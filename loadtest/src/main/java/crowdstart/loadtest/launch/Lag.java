package crowdstart.loadtest.launch;

import crowdstart.loadtest.launch.crowd.CrowdSecond;
import crowdstart.loadtest.launch.crowd.Histograms;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How long after the n-th acknowledgement a total of n orders came to a watcher, to a hundredth of
 * a second. When holds run out, totals go down and say nothing of that any more: it is told up to
 * the moment when the first of them may.
 */
final class Lag {
  private static final long MILLI_MICROS = 1_000;
  private static final int PART_MILLIS = 1_000 / CrowdSecond.PARTS;

  private Lag() {}

  /**
   * The lag in each second, in microseconds; seconds in which nobody saw anything are left out.
   *
   * @param holdSeconds how long after the first acknowledgement no hold runs out
   */
  static Map<Long, Histogram> bySecond(
      NavigableMap<Long, Timeline.Moment> moments, int holdSeconds) {
    // acknowledgedAt[n - 1]: when the n-th order was acknowledged, in milliseconds since 1970.
    long[] acknowledgedAt = acknowledgements(moments);
    Map<Long, Histogram> lags = new TreeMap<>();
    if (acknowledgedAt.length == 0) {
      return lags;
    }
    long until = acknowledgedAt[0] / 1_000 + holdSeconds;
    moments
        .headMap(until)
        .forEach((second, moment) -> {
          Histogram lag = Histograms.empty();
          for (List<Long> seen : moment.seen) {
            for (int i = 0; i + 1 < seen.size(); i += 2) {
              long orders = seen.get(i + 1);
              if (orders >= 1 && orders <= acknowledgedAt.length) {
                long late = second * 1_000 + seen.get(i) - acknowledgedAt[(int) orders - 1];
                lag.recordValue(Math.max(0, late) * MILLI_MICROS);
              }
            }
          }
          if (lag.getTotalCount() > 0) {
            lags.put(second, lag);
          }
        });
    return lags;
  }

  private static long[] acknowledgements(NavigableMap<Long, Timeline.Moment> moments) {
    long[] times = new long[1024];
    int count = 0;
    for (Map.Entry<Long, Timeline.Moment> entry : moments.entrySet()) {
      int[] parts = entry.getValue().acknowledged;
      for (int part = 0; part < parts.length; part++) {
        for (int i = 0; i < parts[part]; i++) {
          if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
          }
          times[count++] = entry.getKey() * 1_000 + (long) part * PART_MILLIS;
        }
      }
    }
    return Arrays.copyOf(times, count);
  }
}
