package crowdstart.feed;

import java.time.Duration;

/**
 * The pace of a feed.
 *
 * @param pageMax the most events read at once; a full page is followed by the next at once
 * @param pollInterval how long an idle feed waits when nothing wakes it; commits of this node do,
 *     those of other nodes do not
 * @param pageInterval the least time between two reads while pages are not full, so that a busy
 *     journal is followed in few big steps and not in many small ones
 * @param rushInterval the same behind a page of {@link #RUSH_PAGE_MIN} events or more: in a rush
 *     the orders need the processors, and their lists are as good a little later
 */
public record FeedSettings(
    int pageMax, Duration pollInterval, Duration pageInterval, Duration rushInterval) {

  public static final int FEED_PAGE_MAX = 500;

  /** In a page interval: two hundred events a second, and more. */
  static final int RUSH_PAGE_MIN = 5;

  public static final FeedSettings DEFAULT = ofPages(FEED_PAGE_MAX);

  /** The usual pace, with pages of another size. */
  public static FeedSettings ofPages(int pageMax) {
    return new FeedSettings(
        pageMax, Duration.ofMillis(200), Duration.ofMillis(25), Duration.ofMillis(100));
  }

  /** After a wake, the first wait for a commit that an older transaction still hides. */
  static final Duration RETRY_INTERVAL_MIN = Duration.ofMillis(2);
}
