package crowdstart.hook;

import java.time.Instant;
import java.util.List;

/**
 * A delivery that this node has claimed, to send it now.
 *
 * @param webhook its id
 * @param at what the event's own time is
 * @param body the JSON that is sent, as UTF-8
 * @param roundAttempts how often it was tried since it was added or replayed
 * @param secrets to sign with, the newest first
 */
public record DueDelivery(
    String id,
    String webhook,
    Instant at,
    String url,
    String body,
    int roundAttempts,
    List<byte[]> secrets) {

  public DueDelivery {
    secrets = List.copyOf(secrets);
  }

  /** Neither the secrets nor the body belong into logs. */
  @Override
  public String toString() {
    return "DueDelivery[" + id + "]";
  }
}
