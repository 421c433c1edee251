package crowdstart.http.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The more watch, the fewer events each gets: together they stay within a budget. */
class StatsHubPaceTest {
  @ParameterizedTest
  @CsvSource({
    "0,      115",
    "1,      115",
    "115,    115",
    "400,    400",
    "2000,   2000",
    "100000, 2000"
  })
  void paceFollowsTheNumberOfWatchers(int watchers, int millis) {
    assertThat(StatsHub.pace(watchers)).isEqualTo(Duration.ofMillis(millis));
  }
}
