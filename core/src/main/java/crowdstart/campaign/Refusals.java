package crowdstart.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a committed state alone refuses, whatever else is waiting; made once for each state. Lets a
 * sold-out campaign answer from memory: what is committed as gone was gone at this instant (S4).
 */
final class Refusals {
  private final CampaignState state;
  private final @Nullable StockRules rules;

  Refusals(CampaignState state) {
    this.state = state;
    this.rules = state instanceof CampaignState.Known known ? new StockRules(known) : null;
  }

  /** The refusal that a hold would meet; null when it has to be decided in a batch. */
  @Nullable HoldRefusal of(StockCommand.PlaceHold place, Instant now) {
    if (rules == null || !(state instanceof CampaignState.Known known)) {
      return HoldRefusal.UNKNOWN_CAMPAIGN;
    }
    HoldRefusal refusal = rules.refusal(place, now);
    boolean mayFindStock =
        refusal != null
            && (known.stock().hold(place.order()) != null || known.stock().hasLapsed(now));
    return mayFindStock ? null : refusal;
  }
}
