package crowdstart.loadtest.report;

import java.util.Arrays;
import java.util.List;

/** A line of a chart: a value for each second from the first, NaN where there is none. */
public final class Series {
  private final String name;
  private final double[] values;

  public Series(String name, double[] values) {
    this.name = name;
    this.values = values.clone();
  }

  public static Series of(String name, List<? extends Number> values) {
    return new Series(name, values.stream().mapToDouble(Number::doubleValue).toArray());
  }

  public String name() {
    return name;
  }

  public int length() {
    return values.length;
  }

  /** NaN beyond the end, too. */
  public double at(int second) {
    return second < values.length ? values[second] : Double.NaN;
  }

  /** The largest, or 0 when there is none. */
  public double largest() {
    return Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
  }

  /** The smallest above zero, or 1 when there is none. */
  double smallestAboveZero() {
    return Arrays.stream(values).filter(v -> Double.isFinite(v) && v > 0).min().orElse(1);
  }
}
