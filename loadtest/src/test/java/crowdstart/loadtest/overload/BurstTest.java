package crowdstart.loadtest.overload;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.measure.Latency;
import crowdstart.loadtest.measure.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BurstTest {
  private static final Result.Second CALM = second(0, 20);
  private static final Result.Second WILD = second(500, 900);

  @Test
  void whoIsCalmAtOnceHasRecoveredAtOnce() {
    assertThat(Burst.recovery(run(Collections.nCopies(Burst.AFTER_SECONDS, CALM)))).isZero();
  }

  @Test
  void theLastWildSecondCounts() {
    List<Result.Second> after = new ArrayList<>(Collections.nCopies(Burst.AFTER_SECONDS, CALM));
    after.set(3, second(0, 60));
    assertThat(Burst.recovery(run(after))).isEqualTo(4);
    after.set(6, second(1, 20));
    assertThat(Burst.recovery(run(after))).isEqualTo(7);
  }

  @Test
  void whoIsNeverCalmAgainHasNotRecovered() {
    assertThat(Burst.recovery(run(Collections.nCopies(Burst.AFTER_SECONDS, WILD))))
        .isEqualTo(Burst.AFTER_SECONDS);
  }

  private static Result run(List<Result.Second> after) {
    List<Result.Second> seconds = new ArrayList<>(Collections.nCopies(Burst.CALM_SECONDS, CALM));
    seconds.addAll(Collections.nCopies(Burst.BURST_SECONDS, WILD));
    seconds.addAll(after);
    return new Result(
        1, 0, Map.of(), Map.of(), 1, latency(1), latency(1), List.copyOf(seconds), latency(1));
  }

  private static Result.Second second(long unknown, double p99) {
    return new Result.Second(100, 0, unknown, latency(p99));
  }

  private static Latency latency(double p99) {
    return new Latency(100, 1, 1, 1, p99, p99, p99);
  }
}
