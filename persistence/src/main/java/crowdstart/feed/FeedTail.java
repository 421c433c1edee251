package crowdstart.feed;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest events of a journal, as this node has read them last. Several consumers follow the
 * same journal, and most are at its end: one of them reads and decodes a page, the others take it
 * from here. Whoever is further behind reads for itself. Safe for use by many threads.
 *
 * <p>What is kept has no gap: each page was read right behind the one before.
 */
final class FeedTail {
  /**
   * How much of the journal is kept, in bytes as stored; decoded it is a few times as much, and
   * each collection copies it. A fifth of a second of orders at full load: consumers are closer
   * together.
   */
  static final int BYTES_MAX = 512 * 1024;

  /** How long a consumer lets another read in its place; then it reads for itself. */
  private static final long PATIENCE_MILLIS = 20;

  /** Reads a page of the journal behind a place. */
  @FunctionalInterface
  interface Query {
    List<Stored> page(FeedOffset after, int max) throws SQLException;
  }

  /** An event, and how many bytes it was. */
  record Stored(FeedEvent<Object> event, int bytes) {}

  private final ReentrantLock reading = new ReentrantLock();

  // Guarded by this.
  private final List<Stored> kept = new ArrayList<>();
  private FeedOffset begin = FeedOffset.START;
  private FeedOffset end = FeedOffset.START;
  private long keptBytes;

  /** Up to so many events behind a place; read by this query where they are not at hand. */
  List<FeedEvent<Object>> page(Query query, FeedOffset after, int max)
      throws SQLException, InterruptedException {
    List<FeedEvent<Object>> found = find(after, max);
    if (!found.isEmpty()) {
      return found;
    }
    if (!reading.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      return events(query.page(after, max));
    }
    try {
      // Somebody may have read it while this one waited.
      found = find(after, max);
      if (!found.isEmpty()) {
        return found;
      }
      List<Stored> page = query.page(after, max);
      keep(after, page);
      return events(page);
    } finally {
      reading.unlock();
    }
  }

  private synchronized List<FeedEvent<Object>> find(FeedOffset after, int max) {
    if (after.equals(end)) {
      return List.of();
    }
    int from = after.equals(begin) ? 0 : behind(after);
    return from < 0 ? List.of() : events(kept.subList(from, Math.min(from + max, kept.size())));
  }

  /** Where the event behind this place is; below zero when the place is not among them. */
  private int behind(FeedOffset after) {
    int low = 0;
    int high = kept.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = kept.get(middle).event().offset().compareTo(after);
      if (order == 0) {
        return middle + 1;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private synchronized void keep(FeedOffset after, List<Stored> page) {
    if (page.isEmpty()) {
      return;
    }
    FeedOffset last = page.getLast().event().offset();
    if (!after.equals(end)) {
      if (last.compareTo(end) <= 0) {
        return; // Of somebody who is behind; what is kept is newer.
      }
      kept.clear();
      keptBytes = 0;
      begin = after;
    }
    kept.addAll(page);
    end = last;
    page.forEach(stored -> keptBytes += stored.bytes());
    forgetOldest();
  }

  private void forgetOldest() {
    int gone = 0;
    while (keptBytes > BYTES_MAX && gone < kept.size()) {
      keptBytes -= kept.get(gone).bytes();
      begin = kept.get(gone).event().offset();
      gone++;
    }
    kept.subList(0, gone).clear();
  }

  private static List<FeedEvent<Object>> events(List<Stored> stored) {
    return stored.stream().map(Stored::event).toList();
  }
}
