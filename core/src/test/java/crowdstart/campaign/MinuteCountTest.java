package crowdstart.campaign;

import static crowdstart.campaign.Fixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinuteCountTest {
  private final MinuteCount count = new MinuteCount();

  @Test
  void countsSixtySeconds() {
    assertThat(count.at(NOW)).isZero();
    count.add(NOW, 2);
    count.add(NOW.plusSeconds(30), 3);
    assertThat(count.at(NOW.plusSeconds(30))).isEqualTo(5);
    assertThat(count.at(NOW.plusSeconds(59))).isEqualTo(5);
    assertThat(count.at(NOW.plusSeconds(60))).isEqualTo(3);
    assertThat(count.at(NOW.plusSeconds(90))).isZero();
    count.add(NOW.plusSeconds(200), 1);
    assertThat(count.at(NOW.plusSeconds(200))).isEqualTo(1);
  }

  @Test
  void takesThePastInAnyOrder() {
    count.add(NOW, 1);
    count.add(NOW.minusSeconds(59), 1);
    count.add(NOW.minusSeconds(60), 1);
    count.add(NOW.minusSeconds(800), 1);
    assertThat(count.at(NOW)).isEqualTo(2);
  }

  @Test
  void aClockThatWasWrongForAWhileLeavesNoTrace() {
    count.add(NOW, 4);
    count.add(NOW.plus(Duration.ofHours(1)), 5);
    assertThat(count.at(NOW.plus(Duration.ofHours(1)))).isEqualTo(5);
    assertThat(count.at(NOW.plusSeconds(1))).isZero();
    count.add(NOW.plusSeconds(2), 6);
    assertThat(count.at(NOW.plusSeconds(2))).isEqualTo(6);
  }
}
