package crowdstart.hook;

import crowdstart.feed.FeedEvent;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a campaign's creator may want to be told.
 *
 * @param source the event of a journal that says so; a repeat of it is the same delivery
 * @param order that it is about; null when it is about the whole campaign
 * @param at when it happened
 * @param data a JSON object without personal data
 */
public record HookEvent(
    String source,
    HookType type,
    CampaignId campaign,
    @Nullable OrderId order,
    Instant at,
    String data) {

  /** Names an event of a journal for ever. */
  public static String source(FeedEvent<?> event) {
    return event.persistenceId() + "#" + event.sequenceNumber();
  }

  /** What is sent. */
  String body() {
    return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}".formatted(type.label(), at, data);
  }
}
