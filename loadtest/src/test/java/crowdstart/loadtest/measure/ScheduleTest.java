package crowdstart.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void aSteadyRateSpacesItsRequestsEvenly() {
    Schedule schedule = Schedule.constant(200, 3);
    assertThat(schedule.count()).isEqualTo(600);
    assertThat(schedule.startNanos(0)).isZero();
    assertThat(schedule.startNanos(1)).isCloseTo(SECOND / 200, within(1L));
    assertThat(schedule.startNanos(599)).isCloseTo(599 * SECOND / 200, within(1L));
  }

  @Test
  void aSurgeHoldsTheAreaUnderItsCurve() {
    Schedule surge = surge();
    // 5 s at 20, one second on the way from 20 to 2,000, 20 s at 2,000.
    assertThat(surge.count()).isEqualTo(100 + 1_010 + 40_000);
    assertThat(surge.seconds()).isEqualTo(26);
    assertThat(inSecond(surge, 0)).isEqualTo(20);
    assertThat(inSecond(surge, 4)).isEqualTo(20);
    assertThat(inSecond(surge, 5)).isCloseTo(1_010, within(1L));
    assertThat(inSecond(surge, 6)).isCloseTo(2_000, within(1L));
    assertThat(inSecond(surge, 25)).isCloseTo(2_000, within(1L));
  }

  @Test
  void startsNeverGoBackAndStayWithinTheSchedule() {
    Schedule surge = surge();
    long previous = -1;
    for (long number = 0; number < surge.count(); number++) {
      long start = surge.startNanos(number);
      assertThat(start).isGreaterThanOrEqualTo(previous);
      previous = start;
    }
    assertThat(previous).isLessThan(26 * SECOND);
  }

  @Test
  void refusesWhatIsNoLoad() {
    assertThatThrownBy(() -> Schedule.constant(0, 1)).hasMessageContaining("rate");
    assertThatThrownBy(() -> Schedule.constant(Double.NaN, 1)).hasMessageContaining("rate");
    assertThatThrownBy(() -> Schedule.constant(1, 0)).hasMessageContaining("longer than 0 s");
  }

  private static Schedule surge() {
    return Schedule.constant(20, 5).thenRamp(20, 2_000, 1).thenHold(2_000, 20);
  }

  private static long inSecond(Schedule schedule, long second) {
    return LongStream.range(0, schedule.count())
        .filter(number -> schedule.startNanos(number) / SECOND == second)
        .count();
  }
}
