package crowdstart.loadtest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamCheckTest {
  private static final long SECOND = 1_000_000_000;

  private final StreamCheck check = new StreamCheck();

  @Test
  void aGoodStreamRises() {
    check.event(3, 1, 0);
    check.event(4, 1, SECOND / 2);
    check.event(9, 1, SECOND);
    assertThat(check.idsGoneBack()).isZero();
    assertThat(check.cameTwice()).isZero();
    assertThat(check.lastId()).isEqualTo(9);
    assertThat(check.mostInOneSecond()).isEqualTo(2);
    assertThat(check.tooFast(SECOND)).isFalse();
  }

  @Test
  void anIdThatGoesBackIsSeen() {
    check.event(3, 1, 0);
    check.event(2, 2, 1);
    check.event(-1, 3, 2);
    assertThat(check.idsGoneBack()).isEqualTo(2);
    assertThat(check.lastId()).isEqualTo(3);
  }

  @Test
  void theSameEventTwiceIsSeenAndNewDataUnderTheSameIdIsLawful() {
    check.event(3, 1, 0);
    check.event(3, 1, 1);
    check.event(3, 2, 2);
    assertThat(check.cameTwice()).isEqualTo(1);
    assertThat(check.sameIdAnew()).isEqualTo(1);
    assertThat(check.idsGoneBack()).isZero();
  }

  @Test
  void tenEventsASecondAreAllowedAndElevenAreNot() {
    StreamCheck eleven = new StreamCheck();
    for (int i = 0; i <= 100; i++) {
      check.event(i, i, i * SECOND / 10);
    }
    for (int i = 0; i <= 110; i++) {
      eleven.event(i, i, i * SECOND / 11);
    }
    assertThat(check.tooFast(10 * SECOND)).isFalse();
    assertThat(eleven.tooFast(10 * SECOND)).isTrue();
    assertThat(check.mostInOneSecond()).isEqualTo(10);
    assertThat(eleven.mostInOneSecond()).isEqualTo(11);
  }
}
