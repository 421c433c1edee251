package crowdstart.loadtest.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where values stand between the bottom and the top of a chart, and which are written beside it.
 */
record Axis(double from, double to, List<Double> ticks, boolean isLogarithmic) {
  private static final int TICKS_WANTED = 4;

  static Axis of(Chart chart) {
    double largest = chart.series().stream().mapToDouble(Series::largest).max().orElse(0);
    if (Double.isFinite(chart.budget())) {
      largest = Math.max(largest, chart.budget() * 1.1);
    }
    if (!chart.isLogarithmic()) {
      return linear(largest <= 0 ? 1 : largest);
    }
    double smallest =
        chart.series().stream().mapToDouble(Series::smallestAboveZero).min().orElse(1);
    return logarithmic(smallest, Math.max(largest, smallest * 10));
  }

  /** From 0 at the bottom to 1 at the top. */
  double part(double value) {
    double part =
        isLogarithmic
            ? (Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))
            : (value - from) / (to - from);
    return Math.clamp(part, 0, 1);
  }

  private static Axis linear(double largest) {
    double step = step(largest / TICKS_WANTED);
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i * step < largest + step; i++) {
      ticks.add(i * step);
    }
    return new Axis(0, ticks.getLast(), ticks, false);
  }

  private static Axis logarithmic(double smallest, double largest) {
    int low = (int) Math.floor(Math.log10(smallest));
    int high = (int) Math.ceil(Math.log10(largest));
    List<Double> ticks = new ArrayList<>();
    for (int power = low; power <= high; power++) {
      ticks.add(Math.pow(10, power));
    }
    return new Axis(ticks.getFirst(), ticks.getLast(), ticks, true);
  }

  /** The next of 1, 2, 5, 10, 20 and so on. */
  static double step(double least) {
    double magnitude = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * magnitude >= least) {
        return factor * magnitude;
      }
    }
    return 10 * magnitude;
  }
}
