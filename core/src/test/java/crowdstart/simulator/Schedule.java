package crowdstart.simulator;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is going to happen, in the order of virtual time; at one instant, as it was planned. */
final class Schedule {
  private final Trace trace;
  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(Comparator.comparingLong(Planned::at).thenComparingLong(Planned::number));
  private long now;
  private long lastNumber;

  private record Planned(long at, long number, String what, Runnable action, Timer timer) {}

  /** Something planned, that may be called off. */
  static final class Timer {
    private boolean isCancelled;

    void cancel() {
      isCancelled = true;
    }
  }

  Schedule(Trace trace) {
    this.trace = trace;
  }

  /** Virtual milliseconds since the beginning. */
  long now() {
    return now;
  }

  Timer in(long millis, String what, Runnable action) {
    Timer timer = new Timer();
    planned.add(new Planned(now + millis, ++lastNumber, what, action, timer));
    return timer;
  }

  /** Lets the next thing happen; false when nothing will ever happen any more. */
  boolean step() {
    Planned next = planned.poll();
    while (next != null && next.timer().isCancelled) {
      next = planned.poll();
    }
    if (next == null) {
      return false;
    }
    now = next.at();
    trace.step(now, next.what());
    next.action().run();
    return true;
  }
}
