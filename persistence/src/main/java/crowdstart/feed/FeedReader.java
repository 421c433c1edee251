package crowdstart.feed;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows a journal for one consumer: reads on at once while there is plenty, waits for a wake or
 * the poll when there is nothing. Blocks, so it runs on a virtual thread; one call at a time.
 */
final class FeedReader<E> {

  private final FeedTail tail;
  private final FeedQuery query;
  private final Class<E> type;
  private final FeedSettings settings;
  private final FeedWake wake;
  private final FeedMeter meter;
  private volatile boolean stopped;
  private int lastPage;
  private boolean hasRead;
  private long lastReadNanos;

  FeedReader(
      FeedTail tail,
      FeedQuery query,
      Class<E> type,
      FeedSettings settings,
      FeedWake wake,
      FeedMeter meter) {
    this.tail = tail;
    this.query = query;
    this.type = type;
    this.settings = settings;
    this.wake = wake;
    this.meter = meter;
    this.lastReadNanos = System.nanoTime() - settings.pageInterval().toNanos();
  }

  /** Ends a wait; {@link #next} then gives nothing. */
  void stop() {
    stopped = true;
    wake.ring();
  }

  /** The next page, as soon as there is one; empty only when stopped. */
  Optional<FeedPage<E>> next(FeedOffset after) throws SQLException, InterruptedException {
    Duration wait = settings.pollInterval();
    while (!stopped) {
      if (!hasRead) {
        query.requireEvent(after);
      }
      keepPace();
      List<FeedEvent<E>> events =
          tail.page(query, after, settings.pageMax()).stream()
              .map(event -> event.as(type))
              .toList();
      lastPage = events.size();
      if (!hasRead) {
        // What a reader before this one handed out is read again, or was handled after all.
        meter.forget();
        hasRead = true;
      }
      if (!events.isEmpty()) {
        meter.handedOut(events.getFirst().written());
        return Optional.of(new FeedPage<>(after, events));
      }
      if (wait.equals(settings.pollInterval())) {
        measureHidden(after);
      }
      wait = wake.await(wait) ? FeedSettings.RETRY_INTERVAL_MIN : longer(wait);
    }
    return Optional.empty();
  }

  private void keepPace() {
    if (lastPage < settings.pageMax()) {
      long sinceLast = System.nanoTime() - lastReadNanos;
      boolean isRush = lastPage >= FeedSettings.RUSH_PAGE_MIN;
      Duration interval = isRush ? settings.rushInterval() : settings.pageInterval();
      LockSupport.parkNanos(interval.toNanos() - sinceLast);
    }
    lastReadNanos = System.nanoTime();
  }

  private void measureHidden(FeedOffset after) throws SQLException {
    Optional<Instant> hidden = query.headWritten(after);
    meter.hidden(hidden.orElse(null));
  }

  private Duration longer(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(settings.pollInterval()) < 0 ? twice : settings.pollInterval();
  }
}
