package crowdstart.feed;

import java.util.List;

/**
 * Events that were read together, at least one; in order for each entity.
 *
 * @param behind where the feed stood before them
 */
public record FeedPage<E>(FeedOffset behind, List<FeedEvent<E>> events) {

  public FeedPage {
    events = List.copyOf(events);
  }

  /** Behind the last event. */
  public FeedOffset offset() {
    return events.getLast().offset();
  }
}
