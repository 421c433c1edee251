package crowdstart.campaign;

import java.time.Instant;
import java.util.List;

/**
 * Says when a snapshot is worth its price. A snapshot costs as much as the state is large, and the
 * answers of its batch wait for it; a recovery costs as much as there are events behind the last
 * one, and moves in them, and a campaign that moves to another node answers nobody until then. So
 * it is taken soon while nobody waits in the queue, and in a surge only when there is much to
 * replay; and never before that outweighs twice the entries of the state: the cost for each move
 * stays the same however large a campaign grows.
 */
final class SnapshotPace {
  /**
   * Moves that recovery replays in about a second; in a surge no snapshot is worth taking below it.
   * At 20,000 a launch was held up for a second by the snapshot in the middle of it.
   */
  static final int COST_MIN_IN_SURGE = 250_000;

  /** The same while orders come one by one: a thousand of them. */
  static final int COST_MIN = 100_000;

  /**
   * What an event costs in moves: it is a row to read. An estimate: a few thousand events of one
   * move took one to two seconds to read back in a rolling restart on two busy processors.
   */
  static final int COST_OF_EVENT = 100;

  private static final int STATE_WEIGHT = 2;

  private long cost;

  boolean isDue(CampaignState state, CampaignEvent event) {
    if (!(event instanceof CampaignEvent.StockMoved(List<Move> moves, StockTotals _, Instant _))) {
      return false;
    }
    cost += COST_OF_EVENT + moves.size();
    if (!(state instanceof CampaignState.Known known)
        || cost < (moves.size() > 1 ? COST_MIN_IN_SURGE : COST_MIN)
        || cost < STATE_WEIGHT * (long) known.stock().entries()) {
      return false;
    }
    cost = 0;
    return true;
  }
}
