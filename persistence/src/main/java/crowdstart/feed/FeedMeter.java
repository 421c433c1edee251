package crowdstart.feed;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts for one consumer, over all its restarts. */
final class FeedMeter {

  private final LongAdder events = new LongAdder();
  private final LongAdder pages = new LongAdder();
  private volatile @Nullable Instant oldestOpen;

  /** Nothing is known to wait. */
  void caughtUp() {
    oldestOpen = null;
  }

  /** An event written then waits, or is being handled. */
  void open(Instant written) {
    oldestOpen = written;
  }

  void handled(int count) {
    events.add(count);
    pages.increment();
  }

  FeedState state(String name, Instant now) {
    Instant oldest = oldestOpen;
    long lag = oldest == null ? 0 : Math.max(0, now.toEpochMilli() - oldest.toEpochMilli());
    return new FeedState(name, lag, events.sum(), pages.sum());
  }
}
