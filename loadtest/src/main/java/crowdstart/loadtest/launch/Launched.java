package crowdstart.loadtest.launch;

import crowdstart.loadtest.launch.crowd.Histograms;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Everything that was seen of a launch. Times are seconds since 1970.
 *
 * @param quietAt when the quiet hour began, with everybody connected
 * @param launchAt when orders rose
 * @param endAt when the decay was over and stragglers came
 */
record Launched(
    LaunchPlan plan,
    long quietAt,
    long launchAt,
    long endAt,
    NavigableMap<Long, Timeline.Moment> moments,
    NavigableMap<Long, Usage.Moment> usage,
    Map<Long, Histogram> lag,
    Scrape scrape,
    Stock stock) {
  /** Latencies from the rise to the end of the decay. */
  Histogram latency() {
    Histogram all = Histograms.empty();
    surge().values().forEach(moment -> all.add(moment.latency()));
    return all;
  }

  /** The seconds from the rise to the end of the decay: what budgets are measured in. */
  Map<Long, Timeline.Moment> surge() {
    return moments.subMap(launchAt, endAt);
  }

  /** The seconds in which everybody was there: also the quiet ones. */
  Map<Long, Timeline.Moment> measured() {
    return moments.subMap(quietAt, endAt);
  }

  /**
   * Cores that other programs kept busy in the surge, on average: a figure beside them is worth
   * less.
   */
  double othersCores() {
    return usage.subMap(launchAt, endAt).values().stream()
        .mapToDouble(moment -> moment.cores().getOrDefault(Usage.OTHERS, 0.0))
        .average()
        .orElse(0);
  }

  Timeline.Moment last() {
    return moments.lastEntry().getValue();
  }

  Map<String, Long> errors() {
    Map<String, Long> errors = new TreeMap<>();
    moments.values().forEach(m -> m.errors.forEach((k, n) -> errors.merge(k, n, Long::sum)));
    return errors;
  }

  long ordersAcknowledged() {
    return moments.values().stream().mapToLong(Timeline.Moment::orders).sum();
  }
}
