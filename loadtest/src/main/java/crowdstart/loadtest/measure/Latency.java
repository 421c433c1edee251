package crowdstart.loadtest.measure;

import org.HdrHistogram.Histogram;

/** A distribution of latencies in a few numbers, each in milliseconds. */
public record Latency(
    long count, double mean, double p50, double p90, double p99, double p999, double max) {

  /** {@code histogram} counts microseconds. */
  public static Latency of(Histogram histogram) {
    return new Latency(
        histogram.getTotalCount(),
        histogram.getTotalCount() == 0 ? 0 : round(histogram.getMean()),
        at(histogram, 50),
        at(histogram, 90),
        at(histogram, 99),
        at(histogram, 99.9),
        round((double) histogram.getMaxValue()));
  }

  private static double at(Histogram histogram, double percentile) {
    return round((double) histogram.getValueAtPercentile(percentile));
  }

  private static double round(double micros) {
    return Math.round(micros / 10) / 100.0;
  }
}
