package crowdstart.feed;

/**
 * How far a consumer of a feed is.
 *
 * @param name the consumer
 * @param lagMillis the age of the oldest event that it has not yet handled, as far as it knows; 0
 *     when it has handled all
 * @param events handled since the node started
 * @param pages in so many pages
 */
public record FeedState(String name, long lagMillis, long events, long pages) {}
