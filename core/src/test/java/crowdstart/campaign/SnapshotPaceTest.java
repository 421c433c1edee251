package crowdstart.campaign;

import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Snapshots while it is calm, and few in a surge. */
class SnapshotPaceTest {
  private static final Duration CALM_STEP = Duration.ofMillis(50);
  private static final Duration SURGE_STEP = Duration.ofMillis(5);

  private Instant at = NOW;
  private final SnapshotPace pace = new SnapshotPace();
  private final CampaignState live =
      Campaign.evolve(
          Campaign.evolve(new CampaignState.Absent(), created(tier(EARLY, null, null))),
          launched());

  @Test
  void isTakenSoonWhileOrdersComeOneByOne() {
    int perSnapshot = Math.ceilDiv(SnapshotPace.COST_MIN, SnapshotPace.COST_OF_EVENT + 1);
    assertThat(taken(1, perSnapshot - 1, CALM_STEP)).isZero();
    assertThat(taken(1, 1, CALM_STEP)).isOne();
    assertThat(taken(1, 3 * perSnapshot, CALM_STEP)).isEqualTo(3);
  }

  @Test
  void waitsInASurgeForMuchToReplay() {
    int perSnapshot = Math.ceilDiv(SnapshotPace.COST_MIN_IN_SURGE, SnapshotPace.COST_OF_EVENT + 10);
    assertThat(taken(10, perSnapshot - 1, SURGE_STEP)).isZero();
    assertThat(taken(10, 1, SURGE_STEP)).isOne();
  }

  @Test
  void aSingleMoveInASurgeIsNoCalm() {
    int perCalmSnapshot = Math.ceilDiv(SnapshotPace.COST_MIN, SnapshotPace.COST_OF_EVENT + 1);
    assertThat(taken(1, 2 * perCalmSnapshot, SURGE_STEP)).isZero();
  }

  private int taken(int moves, int events, Duration step) {
    int taken = 0;
    for (int i = 0; i < events; i++) {
      at = at.plus(step);
      CampaignEvent event =
          new CampaignEvent.StockMoved(Collections.nCopies(moves, new Move.Released(order(1))), at);
      pace.count(event);
      taken += pace.isDue(live, event) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void whatWasReadBackCounts() {
    int perSnapshot = Math.ceilDiv(SnapshotPace.COST_MIN, SnapshotPace.COST_OF_EVENT + 1);
    readBack(perSnapshot - 1);
    assertThat(taken(1, 1, CALM_STEP)).isOne();
    readBack(perSnapshot - 1);
    pace.restart();
    readBack(perSnapshot - 2);
    assertThat(taken(1, 1, CALM_STEP)).isZero();
  }

  private void readBack(int events) {
    for (int i = 0; i < events; i++) {
      at = at.plus(CALM_STEP);
      pace.count(new CampaignEvent.StockMoved(List.of(new Move.Released(order(1))), at));
    }
  }
}
