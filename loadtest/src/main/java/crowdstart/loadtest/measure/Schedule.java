package crowdstart.loadtest.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * When each request of an open-loop run is meant to start, whatever the server does: an open loop
 * never waits for an answer before it sends the next request, as a crowd does not.
 */
public final class Schedule {
  /** Highest rate of a segment, in requests a second. */
  public static final double RATE_MAX = 1_000_000;

  private static final double NANOS_PER_SECOND = 1e9;

  /** A stretch of time whose rate goes in a straight line from one value to another. */
  private record Segment(
      double startSeconds, double seconds, double fromRate, double toRate, double startCount) {
    double count() {
      return seconds * (fromRate + toRate) / 2;
    }

    /** Solves count = from * t + (to - from) / (2 * seconds) * t^2 for t. */
    double secondsUntil(double count) {
      double slope = (toRate - fromRate) / seconds;
      if (slope == 0) {
        return count / fromRate;
      }
      return (Math.sqrt(fromRate * fromRate + 2 * slope * count) - fromRate) / slope;
    }
  }

  private final List<Segment> segments;

  private Schedule(List<Segment> segments) {
    this.segments = List.copyOf(segments);
  }

  /** Nothing scheduled yet; add to it with {@link #thenHold} and {@link #thenRamp}. */
  public static Schedule empty() {
    return new Schedule(List.of());
  }

  public static Schedule constant(double rate, double seconds) {
    return empty().thenHold(rate, seconds);
  }

  /** Continues at a steady rate, in requests a second. */
  public Schedule thenHold(double rate, double seconds) {
    return thenRamp(rate, rate, seconds);
  }

  /** Continues with a rate that rises or falls in a straight line. */
  public Schedule thenRamp(double fromRate, double toRate, double seconds) {
    if (!(fromRate > 0 && toRate > 0 && fromRate <= RATE_MAX && toRate <= RATE_MAX)) {
      throw new IllegalArgumentException(
          "a rate must be above 0 and at most " + RATE_MAX + " a second");
    }
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("a stretch of load must last longer than 0 s");
    }
    List<Segment> longer = new ArrayList<>(segments);
    longer.add(new Segment(seconds(), seconds, fromRate, toRate, exactCount()));
    return new Schedule(longer);
  }

  /** How many requests the schedule holds. */
  public long count() {
    return (long) Math.floor(exactCount() + 1e-6);
  }

  /** How long the schedule lasts, in seconds. */
  public double seconds() {
    return segments.isEmpty()
        ? 0
        : segments.getLast().startSeconds() + segments.getLast().seconds();
  }

  /**
   * The intended start of a request, in nanoseconds from the start of the run.
   *
   * @param number counted from 0, below {@link #count()}
   */
  public long startNanos(long number) {
    int last = segments.size() - 1;
    for (int i = 0; i <= last; i++) {
      Segment segment = segments.get(i);
      double within = number - segment.startCount();
      if (within < segment.count() || i == last) {
        return (long) ((segment.startSeconds() + segment.secondsUntil(within)) * NANOS_PER_SECOND);
      }
    }
    throw new IllegalStateException("an empty schedule has no requests");
  }

  private double exactCount() {
    return segments.isEmpty() ? 0 : segments.getLast().startCount() + segments.getLast().count();
  }
}
