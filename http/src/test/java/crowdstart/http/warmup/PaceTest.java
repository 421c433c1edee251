package crowdstart.http.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private long now = 1;
  private long guests;

  @Test
  void aRehearsalEndsWithItsTime() {
    Pace pace = pace(true);
    pass(LONGEST.minusNanos(1), 0);
    assertThat(pace.goesOn()).isTrue();
    pass(Duration.ofNanos(1), 0);
    assertThat(pace.goesOn()).isFalse();
  }

  @Test
  void aFewGuestsAreServedBesideIt() {
    Pace pace = pace(true);
    for (int i = 0; i < 50; i++) {
      pass(Pace.GUESTS_WINDOW, Pace.GUESTS_MAX);
      assertThat(pace.goesOn()).isTrue();
    }
  }

  @Test
  void aRushEndsItForGood() {
    Pace pace = pace(true);
    pass(Pace.GUESTS_WINDOW, Pace.GUESTS_MAX + 1);
    assertThat(pace.goesOn()).isFalse();
    pass(Pace.GUESTS_WINDOW, 0);
    assertThat(pace.goesOn()).isFalse();
  }

  @Test
  void whatCameDuringALongStallIsNoRush() {
    Pace pace = pace(true);
    pass(Pace.GUESTS_WINDOW.multipliedBy(4), 4 * Pace.GUESTS_MAX);
    assertThat(pace.goesOn()).isTrue();
  }

  @Test
  void nobodyGivesWayBeforeTheNodeIsReady() {
    Pace pace = pace(false);
    pass(Pace.GUESTS_WINDOW, 1_000);
    assertThat(pace.goesOn()).isTrue();
  }

  private Pace pace(boolean givesWay) {
    return new Pace(new Rehearsal.Extent(LONGEST, givesWay), () -> guests, () -> now);
  }

  private void pass(Duration time, int newGuests) {
    now += time.toNanos();
    guests += newGuests;
  }
}
