package crowdstart.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RushTest {
  private static final long SECOND = 1_000_000_000L;

  private final Rush rush = new Rush();

  @Test
  void aFewOrdersASecondStay() {
    for (int second = 0; second < 5; second++) {
      assertThat(rushes(second, Rush.STARTS_PER_SECOND_MAX)).isFalse();
    }
  }

  @Test
  void oneMoreAndTheyRest() {
    assertThat(rushes(0, Rush.STARTS_PER_SECOND_MAX + 1)).isTrue();
  }

  @Test
  void aRushLastsUntilACalmSecondHasPassed() {
    rushes(0, Rush.STARTS_PER_SECOND_MAX + 1);
    assertThat(rushes(1, 1)).isTrue();
    assertThat(rushes(2, 1)).isFalse();
  }

  @Test
  void aPauseEndsIt() {
    rushes(0, Rush.STARTS_PER_SECOND_MAX + 1);
    assertThat(rushes(7, 1)).isFalse();
  }

  @Test
  void theClockMayBeginBelowZero() {
    assertThat(rushes(-2, Rush.STARTS_PER_SECOND_MAX)).isFalse();
    assertThat(rushes(-1, Rush.STARTS_PER_SECOND_MAX + 1)).isTrue();
  }

  /** What the last of so many starts within one second is told. */
  private boolean rushes(int second, int starts) {
    boolean last = false;
    for (int i = 0; i < starts; i++) {
      last = rush.started(second * SECOND + i);
    }
    return last;
  }
}
