package crowdstart.loadtest.launch.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import crowdstart.loadtest.measure.Schedule;
import org.junit.jupiter.api.Test;

class LaunchShapeTest {
  private final LaunchShape shape = new LaunchShape(200, 70, 30);

  @Test
  void theRateRisesAHundredfoldWithinASecond() {
    assertThat(ordersBetween(0, 10)).isCloseTo(20, within(1L));
    assertThat(ordersBetween(11, 12)).isCloseTo(199, within(2L));
  }

  @Test
  void itDecaysAsPublished() {
    assertThat(ordersBetween(69, 70)).isCloseTo(109, within(2L));
    // Six hours are the 59 seconds after the rise; 32 minutes of them brought 3,100 of 27,000
    // backers.
    double early = ordersBetween(11, 11 + 59 * 32 / 360.0);
    assertThat(early / ordersBetween(11, 70)).isCloseTo(3_100 / 27_000.0, within(0.01));
  }

  @Test
  void stragglersComeLast() {
    assertThat(ordersBetween(70, 100)).isCloseTo(120, within(1L));
    assertThat(shape.schedule().count() - shape.wanted()).isEqualTo(120);
  }

  private long ordersBetween(double from, double to) {
    Schedule schedule = shape.schedule();
    long count = 0;
    for (long number = 0; number < schedule.count(); number++) {
      double at = schedule.startNanos(number) / 1e9;
      count += at >= from && at < to ? 1 : 0;
    }
    return count;
  }
}
