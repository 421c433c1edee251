package crowdstart.campaign;

/**
 * Says when a snapshot is worth its price. A snapshot costs as much as the state is large, and the
 * answers of its batch wait for it; a recovery costs as much as there are moves behind the last
 * one. So it is taken when the moves since then outweigh twice the entries of the state: the cost
 * for each move stays the same however large a campaign grows.
 */
final class SnapshotPace {
  /**
   * Moves that recovery replays in about a second; below it no snapshot is worth taking. At 20,000
   * a launch was held up for a second by the snapshot in the middle of it.
   */
  static final int MOVES_MIN = 250_000;

  private static final int STATE_WEIGHT = 2;

  private long moves;

  boolean isDue(CampaignState state, CampaignEvent event) {
    if (event instanceof CampaignEvent.StockMoved moved) {
      moves += moved.moves().size();
    }
    if (!(state instanceof CampaignState.Known known)
        || moves < MOVES_MIN
        || moves < STATE_WEIGHT * (long) known.stock().entries()) {
      return false;
    }
    moves = 0;
    return true;
  }
}
