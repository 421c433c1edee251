package crowdstart.order;

/**
 * Whether orders start faster than a node should keep them. An order that stays at hand for its
 * next message saves a read of its journal; thousands a second that stay are copied by every
 * garbage collection, which stopped a node for an eighth of the time. Safe for use by many threads.
 */
final class Rush {
  /** Beyond this each order rests as soon as it has answered. */
  static final int STARTS_PER_SECOND_MAX = 100;

  private static final long NANOS_A_SECOND = 1_000_000_000L;

  private long second;
  private int before;
  private int count;

  /**
   * An order starts.
   *
   * @param nanos of {@link System#nanoTime}
   * @return whether it shall rest as soon as it has answered
   */
  synchronized boolean started(long nanos) {
    long now = Math.floorDiv(nanos, NANOS_A_SECOND);
    if (now != second) {
      before = now == second + 1 ? count : 0;
      count = 0;
      second = now;
    }
    count++;
    return count > STARTS_PER_SECOND_MAX || before > STARTS_PER_SECOND_MAX;
  }
}
