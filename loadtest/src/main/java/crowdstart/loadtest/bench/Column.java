package crowdstart.loadtest.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A column of a table of measurements. */
record Column(String title, String format, ToDoubleFunction<Measurement> value) {
  static final Column RATE = new Column("orders/s", "%.0f", Measurement::rate);

  private static final List<Column> ALL =
      List.of(
          RATE,
          new Column("p50 ms", "%.1f", m -> m.result().latency().p50()),
          new Column("p99 ms", "%.1f", m -> m.result().latency().p99()),
          new Column("CPU ms/order: server", "%.3f", m -> m.perOrder(m.used().servers())),
          new Column("PostgreSQL", "%.3f", m -> m.perOrder(m.used().postgres())),
          new Column("driver", "%.3f", m -> m.perOrder(m.used().driver())),
          new Column("others, cores", "%.2f", Measurement::otherCores),
          new Column("refused", "%.0f", m -> m.result().refusedCount()),
          new Column("unknown", "%.0f", m -> m.result().unknownCount()));

  double median(List<Measurement> measurements) {
    return Findings.median(measurements.stream().map(value::applyAsDouble).toList());
  }

  static String header() {
    return "| side | round |"
        + ALL.stream().map(column -> " " + column.title + " |").collect(Collectors.joining())
        + "\n|---|--:|"
        + "--:|".repeat(ALL.size());
  }

  static String row(Measurement measurement) {
    return "| %s | %d |".formatted(measurement.side(), measurement.round())
        + cells(column -> column.value.applyAsDouble(measurement));
  }

  static String medians(String side, List<Measurement> measurements) {
    return "| %s | median |".formatted(side) + cells(column -> column.median(measurements));
  }

  private static String cells(ToDoubleFunction<Column> valueOf) {
    return ALL.stream()
            .map(column -> " " + column.format.formatted(valueOf.applyAsDouble(column)) + " |")
            .collect(Collectors.joining())
        + "\n";
  }
}
