package crowdstart.loadtest.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import crowdstart.loadtest.fault.FaultKind.Lane;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {
  private static final List<FaultKind> ALL = List.of(FaultKind.values());
  private static final double TEN_MINUTES = 600;

  @Test
  void theSameSeedMakesTheSameSchedule() {
    assertThat(FaultSchedule.of(7, TEN_MINUTES, ALL))
        .isEqualTo(FaultSchedule.of(7, TEN_MINUTES, ALL))
        .isNotEqualTo(FaultSchedule.of(8, TEN_MINUTES, ALL));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    FaultSchedule schedule = FaultSchedule.of(1, TEN_MINUTES, ALL);

    assertThat(FaultSchedule.parse(schedule.text().lines().toList())).isEqualTo(schedule);
  }

  @Test
  void tenMinutesHoldAHundredFaultsOfAllFamilies() {
    FaultSchedule schedule = FaultSchedule.of(3, TEN_MINUTES, ALL);

    assertThat(schedule.steps()).hasSizeGreaterThan(100);
    assertThat(schedule.steps().stream().map(step -> step.kind().family()).distinct())
        .containsExactlyInAnyOrder(Family.values());
  }

  @Test
  void faultsOverlapOnlyWithThoseOfTheOtherLane() {
    FaultSchedule schedule = FaultSchedule.of(5, TEN_MINUTES, ALL);

    for (Lane lane : Lane.values()) {
      List<Step> steps = schedule.of(lane);
      for (int i = 1; i < steps.size(); i++) {
        Step before = steps.get(i - 1);
        assertThat(steps.get(i).at()).isGreaterThan(before.at() + before.lasts());
      }
    }
  }

  @Test
  void everyFaultIsHealedBeforeTheEnd() {
    assertThat(FaultSchedule.of(9, 60, ALL).steps())
        .allSatisfy(step -> assertThat(step.at() + step.lasts()).isLessThanOrEqualTo(60.1));
  }

  @Test
  void anUnknownFaultIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultSchedule.parse(List.of("1 2 no-such-fault - 0")))
        .withMessageContaining("no-such-fault");
  }
}
