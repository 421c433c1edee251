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
 */
public record FeedSettings(int pageMax, Duration pollInterval, Duration pageInterval) {

  public static final int FEED_PAGE_MAX = 500;

  public static final FeedSettings DEFAULT =
      new FeedSettings(FEED_PAGE_MAX, Duration.ofMillis(200), Duration.ofMillis(25));

  /** After a wake, the first wait for a commit that an older transaction still hides. */
  static final Duration RETRY_INTERVAL_MIN = Duration.ofMillis(2);
}
