package crowdstart.loadtest.launch;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What is printed each second. */
final class Progress {
  private static final double MICROS_PER_MILLI = 1_000;

  private Progress() {}

  static String line(Timeline.Moment moment, Usage.@Nullable Moment used) {
    Histogram latency = moment.latency();
    return String.format(
        Locale.ROOT,
        "connected %6d  served %6d  asked %5d  answered %5d  orders wanted %4d done %4d  p50 %6.1f  p99 %7.1f ms  cores %s  %s",
        moment.connected,
        moment.served,
        moment.asked,
        moment.answers(),
        moment.wanted,
        moment.orders(),
        latency.getValueAtPercentile(50) / MICROS_PER_MILLI,
        latency.getValueAtPercentile(99) / MICROS_PER_MILLI,
        used == null ? "" : cores(used),
        moment.errors.isEmpty() ? "" : moment.errors);
  }

  private static String cores(Usage.Moment used) {
    Map<String, Double> byName = new TreeMap<>(used.cores());
    return byName.entrySet().stream()
        .map(entry ->
            String.format(
                Locale.ROOT, "%s %.2f", entry.getKey().replace(" ", ""), entry.getValue()))
        .collect(Collectors.joining(" "));
  }
}
