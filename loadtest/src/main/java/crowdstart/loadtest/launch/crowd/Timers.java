package crowdstart.loadtest.launch.crowd;

import java.util.PriorityQueue;

/** Who has something to do, and when. Setting a backer's time anew forgets the one before. */
final class Timers {
  private record Due(long atNanos, Backer backer, int stamp) {}

  private final PriorityQueue<Due> queue =
      new PriorityQueue<>((a, b) -> Long.compare(a.atNanos(), b.atNanos()));

  void set(Backer backer, long atNanos) {
    queue.add(new Due(atNanos, backer, backer.nextStamp()));
  }

  /** Calls everybody whose time has come, and returns when the next will. */
  long run(long now) {
    while (!queue.isEmpty() && queue.element().atNanos() <= now) {
      Due due = queue.remove();
      if (due.backer().isStamp(due.stamp())) {
        due.backer().due(due.atNanos());
      }
    }
    return queue.isEmpty() ? Long.MAX_VALUE : queue.element().atNanos();
  }
}
