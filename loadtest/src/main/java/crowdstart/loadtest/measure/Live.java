package crowdstart.loadtest.measure;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * What is shown a line a second while the run goes on. Written by the driver threads, read by the
 * printer.
 */
public final class Live {
  private final LongAdder started = new LongAdder();
  private final LongAdder done = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final Recorder latency = new Recorder(Books.LATENCY_MICROS_MAX, 2);
  private @Nullable Histogram reused;

  public void started() {
    started.increment();
  }

  public void done(long micros) {
    done.increment();
    latency.recordValue(Math.clamp(micros, 0, Books.LATENCY_MICROS_MAX));
  }

  public void refused() {
    refused.increment();
  }

  public void unknown() {
    unknown.increment();
  }

  /** The counts since the last call. Called by one thread. */
  public String line(int second) {
    Histogram interval = latency.getIntervalHistogram(reused);
    reused = interval;
    Latency shown = Latency.of(interval);
    return String.format(
        "%4d s  sent %6d  done %6d  refused %5d  unknown %4d  p50 %8.2f ms  p99 %8.2f ms  max %8.2f ms",
        second,
        started.sumThenReset(),
        done.sumThenReset(),
        refused.sumThenReset(),
        unknown.sumThenReset(),
        shown.p50(),
        shown.p99(),
        shown.max());
  }
}
