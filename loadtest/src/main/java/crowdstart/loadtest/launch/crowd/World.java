package crowdstart.loadtest.launch.crowd;

import crowdstart.loadtest.client.Connection;
import crowdstart.loadtest.client.SocketLoop;
import java.util.ArrayDeque;
import java.util.Queue;

/** What all backers of this process share. One thread. */
final class World {
  private static final long RECONNECT_AFTER_NANOS = 200_000_000;

  private record Lost(Connection connection, long atNanos) {}

  final SocketLoop loop = new SocketLoop();
  final Timers timers = new Timers();
  final Notes notes = new Notes();
  final Habits habits;
  final Requests requests;
  private final Queue<Lost> lost = new ArrayDeque<>();
  private final long epochMinusNano = System.currentTimeMillis() * 1_000_000 - System.nanoTime();
  private long lateFrom = Long.MAX_VALUE;

  World(CrowdPlan plan) {
    this(plan, new Habits(plan.seed() * 1_000 + plan.share()));
  }

  World(CrowdPlan plan, Habits habits) {
    this.habits = habits;
    requests = new Requests(plan);
  }

  /** Nanoseconds since 1970, never going back. */
  long now() {
    return epochMinusNano + System.nanoTime();
  }

  /** From then on whoever comes is a straggler, who takes what is left and pays for it. */
  void lateFrom(long nanos) {
    lateFrom = nanos;
  }

  boolean isLate(long nanos) {
    return nanos >= lateFrom;
  }

  /** Makes a lost connection anew, soon. */
  void reconnect(Connection connection) {
    lost.add(new Lost(connection, now() + RECONNECT_AFTER_NANOS));
  }

  void reconnectDue(long now) {
    while (!lost.isEmpty() && lost.element().atNanos() <= now) {
      loop.reopen(lost.remove().connection());
    }
  }
}
