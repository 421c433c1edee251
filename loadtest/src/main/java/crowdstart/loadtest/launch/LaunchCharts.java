package crowdstart.loadtest.launch;

import crowdstart.loadtest.launch.crowd.Call;
import crowdstart.loadtest.launch.crowd.Outcome;
import crowdstart.loadtest.report.Chart;
import crowdstart.loadtest.report.Mark;
import crowdstart.loadtest.report.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The plots of a launch, all over the same seconds: from the first connection to the end. */
final class LaunchCharts {
  private static final double MICROS_PER_MILLI = 1_000;
  private static final double MILLIS_PER_SECOND = 1_000;

  private final Launched run;
  private final long first;
  private final int seconds;
  private final List<Mark> marks;

  private LaunchCharts(Launched run) {
    this.run = run;
    first = run.moments().firstKey();
    seconds = (int) (run.moments().lastKey() - first) + 1;
    marks =
        List.of(
            new Mark(run.quietAt() - first, "quiet hour"),
            new Mark(run.launchAt() - first, "launch"),
            new Mark(run.endAt() - first, "stragglers"));
  }

  static List<Chart> of(Launched run) {
    LaunchCharts charts = new LaunchCharts(run);
    return List.of(
        charts.latency(),
        charts.latencyByCall(),
        charts.requests(),
        charts.orders(),
        charts.errors(),
        charts.connections(),
        charts.cores(),
        charts.memory(),
        charts.commits(),
        charts.batches(),
        charts.lag(),
        charts.collections());
  }

  private Chart latency() {
    return Chart.logarithmic(
            "Latency by percentile",
            "ms",
            "All calls, by the second in which the answer came.",
            List.of(
                percentile("p50", 50),
                percentile("p90", 90),
                percentile("p99", 99),
                percentile("p99.9", 99.9)),
            marks)
        .withBudget(Budgets.P99_MILLIS_MAX);
  }

  private Chart latencyByCall() {
    List<Series> lines = new ArrayList<>();
    for (Call call : List.of(Call.BROWSE, Call.READ, Call.ORDER, Call.PAYMENT, Call.LOOK)) {
      lines.add(
          ofMoments(
              "p99 of " + call.name().toLowerCase(Locale.ROOT),
              moment -> millis(moment.latencies.get(call), 99)));
    }
    return Chart.logarithmic("Latency by call", "ms", "", lines, marks)
        .withBudget(Budgets.P99_MILLIS_MAX);
  }

  private Chart requests() {
    return Chart.linear(
        "Requests",
        "a second",
        "Everything that was sent to nodes, and every answer.",
        List.of(ofMoments("asked", m -> m.asked), ofMoments("answered", Timeline.Moment::answers)),
        marks);
  }

  private Chart orders() {
    return Chart.linear(
        "Orders",
        "a second",
        "Some who want to order change their minds; most hesitate for a few seconds first.",
        List.of(
            ofMoments("wanted", m -> m.wanted),
            ofMoments("acknowledged", Timeline.Moment::orders),
            ofMoments("confirmed", m -> m.outcomes.getOrDefault(Outcome.CONFIRMED, 0L))),
        marks);
  }

  private Chart errors() {
    List<String> kinds =
        run.errors().entrySet().stream()
            .sorted(Comparator.comparingLong((Map.Entry<String, Long> e) -> -e.getValue()))
            .limit(Chart.SERIES_MAX)
            .map(Map.Entry::getKey)
            .toList();
    return Chart.linear(
        "Errors and refusals by kind",
        "a second",
        "Sold-out is earned when the early birds are gone; resent is what a browser does when a connection was just closed.",
        kinds.stream().map(kind -> ofMoments(kind, m -> m.errors.getOrDefault(kind, 0L))).toList(),
        marks);
  }

  private Chart connections() {
    return Chart.linear(
        "Connections",
        "open",
        "",
        List.of(
            ofMoments("all", m -> m.connected),
            ofMoments("backers who had an answer", m -> m.served),
            ofMoments("watching the totals", m -> m.watching)),
        marks);
  }

  private Chart cores() {
    return Chart.linear("Processor", "cores", "", ofProcesses(Usage.Moment::cores, true), marks);
  }

  private Chart memory() {
    return Chart.linear(
        "Memory",
        "MiB resident",
        "Without mapped files; PostgreSQL's shared memory counted once.",
        ofProcesses(Usage.Moment::mib, false),
        marks);
  }

  private Chart commits() {
    return Chart.linear(
        "Commits",
        "a second",
        "Transactions of each journal, over all nodes.",
        Scrape.JOURNALS.stream()
            .map(journal -> ofRise(journal, Scrape.commits(journal), "", 1))
            .toList(),
        marks);
  }

  private Chart batches() {
    List<Series> lines = new ArrayList<>();
    lines.add(ofRise("commands to the gate in a commit", Scrape.BATCHED, Scrape.BATCHES, 1));
    for (String journal : List.of("order-journal", "payment-journal")) {
      lines.add(
          ofRise(
              "events in a commit, " + journal,
              Scrape.events(journal),
              Scrape.commits(journal),
              1));
    }
    return Chart.linear("Batch sizes", "mean", "", lines, marks);
  }

  private Chart lag() {
    return Chart.logarithmic(
        "Lag of the totals",
        "ms",
        "From the acknowledgement of the n-th order to a total of n at a watcher, to a hundredth of a second, until the first holds run out.",
        List.of(lagAt("p50", 50), lagAt("p99", 99)),
        marks);
  }

  private Chart collections() {
    return Chart.linear(
        "Waits in the nodes",
        "ms",
        "",
        List.of(
            ofRise(
                "garbage collection, a second, over all nodes",
                Scrape.COLLECTION_SECONDS,
                "",
                MILLIS_PER_SECOND),
            ofRise(
                "the gate's commit, mean", Scrape.GATE_SECONDS, Scrape.BATCHES, MILLIS_PER_SECOND)),
        marks);
  }

  private Series percentile(String name, double percentile) {
    return ofMoments(name, moment -> millis(moment.latency(), percentile));
  }

  private Series lagAt(String name, double percentile) {
    double[] values = nothing();
    run.lag().forEach((second, lag) -> put(values, second, millis(lag, percentile)));
    return new Series(name, values);
  }

  private Series ofMoments(String name, ToDoubleFunction<Timeline.Moment> value) {
    double[] values = nothing();
    run.moments().forEach((second, moment) -> put(values, second, value.applyAsDouble(moment)));
    return new Series(name, values);
  }

  private Series ofRise(String name, String counter, String over, double factor) {
    double[] values = nothing();
    run.scrape()
        .rise(counter, over)
        .forEach((second, rise) -> {
          for (int back = 0; back < Scrape.EVERY_SECONDS; back++) {
            put(values, second - back, rise * factor);
          }
        });
    return new Series(name, values);
  }

  private List<Series> ofProcesses(
      Function<Usage.Moment, Map<String, Double>> part, boolean withMachine) {
    List<String> names =
        run.usage().values().stream()
            .flatMap(moment -> part.apply(moment).keySet().stream())
            .filter(name -> withMachine || !name.equals(Usage.MACHINE))
            .distinct()
            .sorted()
            .toList();
    List<Series> lines = new ArrayList<>();
    for (String name : names) {
      double[] values = nothing();
      run.usage()
          .forEach((second, moment) ->
              put(values, second, part.apply(moment).getOrDefault(name, Double.NaN)));
      lines.add(new Series(name, values));
    }
    // With more nodes than can be told apart, the last are left out.
    return lines.subList(0, Math.min(lines.size(), Chart.SERIES_MAX));
  }

  private double[] nothing() {
    double[] values = new double[seconds];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private void put(double[] values, long second, double value) {
    if (second >= first && second < first + values.length) {
      values[(int) (second - first)] = value;
    }
  }

  private static double millis(@Nullable Histogram histogram, double percentile) {
    return histogram == null || histogram.getTotalCount() == 0
        ? Double.NaN
        : histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }
}
