package crowdstart.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says when a snapshot is worth its price. A snapshot costs as much as the state is large; a
 * recovery costs as much as there are events behind the last one, and moves in them, and a campaign
 * that moves to another node answers nobody until then. So it is taken soon while it is calm, and
 * in a surge only when there is much to replay; and never before that outweighs twice the entries
 * of the state: the cost for each move stays the same however large a campaign grows.
 */
final class SnapshotPace {
  /**
   * Moves that recovery replays in about a second; in a surge no snapshot is worth taking below it.
   */
  static final int COST_MIN_IN_SURGE = 250_000;

  /** The same while orders come one by one: a thousand of them. */
  static final int COST_MIN = 100_000;

  /** It is calm while {@link #COST_MIN} takes longer than this to come together. */
  static final Duration CALM = Duration.ofSeconds(20);

  /**
   * What an event costs in moves: it is a row to read. An estimate: a few thousand events of one
   * move took one to two seconds to read back in a rolling restart on two busy processors.
   */
  static final int COST_OF_EVENT = 100;

  private static final int STATE_WEIGHT = 2;

  private long cost;

  /** When the first event behind the last snapshot was. */
  private @Nullable Instant since;

  /** Counts an event that was read back, or is about to be stored. */
  void count(CampaignEvent event) {
    if (event instanceof CampaignEvent.StockMoved(List<Move> moves, StockTotals _, Instant at)) {
      since = since == null ? at : since;
      cost += COST_OF_EVENT + moves.size();
    }
  }

  /** Begins to count, with the first event that is read back. */
  void restart() {
    cost = 0;
    since = null;
  }

  /** Whether it is worth its price behind an event, which was counted. */
  boolean isDue(CampaignState state, CampaignEvent event) {
    if (!(event instanceof CampaignEvent.StockMoved(List<Move> _, StockTotals _, Instant at))
        || since == null) {
      return false;
    }
    boolean isCalm = at.isAfter(since.plus(CALM));
    if (!(state instanceof CampaignState.Known known)
        || cost < (isCalm ? COST_MIN : COST_MIN_IN_SURGE)
        || cost < STATE_WEIGHT * (long) known.stock().entries()) {
      return false;
    }
    restart();
    return true;
  }
}
