package crowdstart.campaign;

import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Snapshots while it is calm, and few in a surge. */
class SnapshotPaceTest {
  private final SnapshotPace pace = new SnapshotPace();
  private final CampaignState live =
      Campaign.evolve(
          Campaign.evolve(new CampaignState.Absent(), created(tier(EARLY, null, null))),
          launched());

  @Test
  void isTakenSoonWhileOrdersComeOneByOne() {
    int perSnapshot = Math.ceilDiv(SnapshotPace.COST_MIN, SnapshotPace.COST_OF_EVENT + 1);
    assertThat(taken(1, perSnapshot - 1)).isZero();
    assertThat(taken(1, 1)).isOne();
    assertThat(taken(1, 3 * perSnapshot)).isEqualTo(3);
  }

  @Test
  void waitsInASurgeForMuchToReplay() {
    int perSnapshot =
        Math.ceilDiv(SnapshotPace.COST_MIN_IN_SURGE, SnapshotPace.COST_OF_EVENT + 400);
    assertThat(taken(400, perSnapshot - 1)).isZero();
    assertThat(taken(400, 1)).isOne();
  }

  private int taken(int moves, int events) {
    CampaignEvent event =
        new CampaignEvent.StockMoved(Collections.nCopies(moves, new Move.Released(order(1))), NOW);
    int taken = 0;
    for (int i = 0; i < events; i++) {
      taken += pace.isDue(live, event) ? 1 : 0;
    }
    return taken;
  }
}
