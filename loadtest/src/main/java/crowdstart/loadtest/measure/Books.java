package crowdstart.loadtest.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * The books of one driver thread: three outcomes, never two. Latency counts from the intended
 * start, so a request that had to wait for a free connection is charged for the wait. A request
 * that was never answered is charged with the time until it was given up, lest failing look fast.
 * Owned by one thread; merged when the run is over.
 */
public final class Books {
  /** Longest latency that can be told apart, in microseconds. */
  public static final long LATENCY_MICROS_MAX = 120_000_000;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final long measuredFromNanos;
  private final long measuredToNanos;
  private final Histogram done = new Histogram(LATENCY_MICROS_MAX, 3);
  private final Histogram refused = new Histogram(LATENCY_MICROS_MAX, 3);
  private final Histogram overloaded = new Histogram(LATENCY_MICROS_MAX, 3);
  private final List<SecondBook> seconds = new ArrayList<>();
  private final Map<String, Long> refusedByType = new TreeMap<>();
  private final Map<Unknown, Long> unknown = new EnumMap<>(Unknown.class);
  private long replayed;
  private long doneInMeasure;

  /**
   * Measures what starts between the two times, in nanoseconds from the start of the run; what
   * starts before is warm-up and shows in the per-second lines only.
   */
  public Books(long measuredFromNanos, long measuredToNanos) {
    this.measuredFromNanos = measuredFromNanos;
    this.measuredToNanos = measuredToNanos;
  }

  /** Times are nanoseconds from the start of the run. */
  public void done(long intendedNanos, long nowNanos, boolean wasReplayed) {
    SecondBook second = second(intendedNanos);
    second.done++;
    second.latency.recordValue(micros(intendedNanos, nowNanos));
    if (nowNanos >= measuredFromNanos && nowNanos < measuredToNanos) {
      doneInMeasure++;
    }
    if (measured(intendedNanos)) {
      done.recordValue(micros(intendedNanos, nowNanos));
      if (wasReplayed) {
        replayed++;
      }
    }
  }

  /** {@code type} is the problem type of the answer. */
  public void refused(long intendedNanos, long nowNanos, String type) {
    second(intendedNanos).refused++;
    if (measured(intendedNanos)) {
      refused.recordValue(micros(intendedNanos, nowNanos));
      refusedByType.merge(type, 1L, Long::sum);
    }
  }

  public void unknown(long intendedNanos, long nowNanos, Unknown why) {
    SecondBook second = second(intendedNanos);
    second.unknown++;
    if (why != Unknown.OVERLOADED) {
      second.latency.recordValue(micros(intendedNanos, nowNanos));
    }
    if (measured(intendedNanos)) {
      Histogram latency = why == Unknown.OVERLOADED ? overloaded : done;
      latency.recordValue(micros(intendedNanos, nowNanos));
      unknown.merge(why, 1L, Long::sum);
    }
  }

  /** Adds another thread's books to these. */
  public void add(Books other) {
    done.add(other.done);
    refused.add(other.refused);
    overloaded.add(other.overloaded);
    replayed += other.replayed;
    doneInMeasure += other.doneInMeasure;
    other.refusedByType.forEach((type, count) -> refusedByType.merge(type, count, Long::sum));
    other.unknown.forEach((why, count) -> unknown.merge(why, count, Long::sum));
    for (int i = 0; i < other.seconds.size(); i++) {
      secondAt(i).add(other.seconds.get(i));
    }
  }

  public Result result() {
    long answered = done.getTotalCount() - unanswered();
    return new Result(
        answered,
        replayed,
        Map.copyOf(refusedByType),
        Map.copyOf(unknown),
        doneInMeasure * (double) NANOS_PER_SECOND / (measuredToNanos - measuredFromNanos),
        Latency.of(done),
        Latency.of(refused),
        seconds.stream().map(SecondBook::line).toList(),
        Latency.of(overloaded));
  }

  private long unanswered() {
    return unknown.entrySet().stream()
        .filter(entry -> entry.getKey() != Unknown.OVERLOADED)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private boolean measured(long intendedNanos) {
    return intendedNanos >= measuredFromNanos && intendedNanos < measuredToNanos;
  }

  private SecondBook second(long intendedNanos) {
    return secondAt((int) Math.max(0, intendedNanos / NANOS_PER_SECOND));
  }

  private SecondBook secondAt(int index) {
    while (seconds.size() <= index) {
      seconds.add(new SecondBook());
    }
    return seconds.get(index);
  }

  private static long micros(long fromNanos, long toNanos) {
    return Math.clamp((toNanos - fromNanos) / 1_000, 0, LATENCY_MICROS_MAX);
  }

  private static final class SecondBook {
    // Two digits: a run keeps one of these for each of its seconds.
    private final Histogram latency = new Histogram(LATENCY_MICROS_MAX, 2);
    private long done;
    private long refused;
    private long unknown;

    void add(SecondBook other) {
      latency.add(other.latency);
      done += other.done;
      refused += other.refused;
      unknown += other.unknown;
    }

    Result.Second line() {
      return new Result.Second(done, refused, unknown, Latency.of(latency));
    }
  }
}
