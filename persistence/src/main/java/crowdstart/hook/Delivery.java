package crowdstart.hook;

import crowdstart.identity.OrderId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a webhook, or arrived, or given up.
 *
 * @param id what the receiver knows it by
 * @param type the label of its {@link HookType}, also of one that this version does not know
 * @param nextAttemptAt null unless it is pending
 * @param attempts the newest, the last one last
 */
public record Delivery(
    String id,
    String type,
    @Nullable OrderId order,
    Instant eventAt,
    DeliveryState state,
    @Nullable Instant nextAttemptAt,
    List<Attempt> attempts) {

  /** How many attempts of one delivery are remembered, but for those since its last replay. */
  public static final int ATTEMPTS_KEPT_MAX = 20;

  public Delivery {
    attempts = List.copyOf(attempts);
  }
}
