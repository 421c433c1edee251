package crowdstart.feed;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts for one consumer, over all its restarts. */
final class FeedMeter {

  private final LongAdder events = new LongAdder();
  private final LongAdder pages = new LongAdder();

  /** When the first events were written of pages that are being handled; the stream reads ahead. */
  private final Deque<Instant> handedOut = new ArrayDeque<>();

  private @Nullable Instant hidden;

  /** Nothing is known to wait. */
  synchronized void forget() {
    handedOut.clear();
    hidden = null;
  }

  /** A page is about to be handled, whose first event was written then. */
  synchronized void handedOut(Instant written) {
    hidden = null;
    handedOut.add(written);
  }

  /**
   * Nothing is left to read, but perhaps to be seen.
   *
   * @param written when the first event was written that a running transaction hides; null if none
   *     is hidden
   */
  synchronized void hidden(@Nullable Instant written) {
    hidden = written;
  }

  /** The oldest page that was handed out has taken effect. */
  synchronized void handled(int count) {
    handedOut.poll();
    events.add(count);
    pages.increment();
  }

  synchronized FeedState state(String name, Instant now) {
    Instant oldest = handedOut.isEmpty() ? hidden : handedOut.peek();
    long lag = oldest == null ? 0 : Math.max(0, now.toEpochMilli() - oldest.toEpochMilli());
    return new FeedState(name, lag, events.sum(), pages.sum());
  }
}
