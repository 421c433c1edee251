package crowdstart.campaign;

import java.time.Instant;
import java.util.Arrays;

/** Counts what happened in the last 60 s, in steps of one second. */
final class MinuteCount {
  private static final int SECONDS = 60;

  private final long[] counts = new long[SECONDS];
  private long newest = Long.MIN_VALUE;

  void add(Instant at, long count) {
    long second = at.getEpochSecond();
    if (newest == Long.MIN_VALUE) {
      newest = second;
    }
    forget(second);
    if (second > newest - SECONDS) {
      counts[slot(second)] += count;
    }
  }

  long at(Instant now) {
    if (newest == Long.MIN_VALUE) {
      return 0;
    }
    long second = now.getEpochSecond();
    if (second <= newest - SECONDS) {
      // The clock was wrong and has been put back: what it counted there was never in this minute.
      Arrays.fill(counts, 0);
      newest = second;
    }
    forget(second);
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Empties the seconds that have come since; what a clock jumps back by stays counted. */
  private void forget(long second) {
    long steps = Math.min(second - newest, SECONDS);
    for (long i = 0; i < steps; i++) {
      counts[slot(second - i)] = 0;
    }
    newest = Math.max(newest, second);
  }

  private static int slot(long second) {
    return Math.floorMod(second, SECONDS);
  }
}
