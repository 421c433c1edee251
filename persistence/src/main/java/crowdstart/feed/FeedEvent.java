package crowdstart.feed;

import java.time.Instant;

/**
 * An event and where it stands.
 *
 * @param persistenceId the entity that it is of
 * @param sequenceNumber its number within the entity, from 1
 * @param written the clock of the node that wrote it
 */
public record FeedEvent<E>(
    String persistenceId, long sequenceNumber, E event, Instant written, FeedOffset offset) {

  /**
   * The same event.
   *
   * @throws ClassCastException when it is none of these
   */
  <T> FeedEvent<T> as(Class<T> type) {
    return new FeedEvent<>(persistenceId, sequenceNumber, type.cast(event), written, offset);
  }
}
