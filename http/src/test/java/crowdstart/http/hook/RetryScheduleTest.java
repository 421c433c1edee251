package crowdstart.http.hook;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.hook.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final HookAnswer TIMEOUT = new HookAnswer.NoAnswer(HookAnswer.Trouble.TIMEOUT);

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204, 299})
  void hasArrived(int code) {
    assertThat(settle(status(code), 1, 0)).isEqualTo(new Settlement.Delivered());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 400, 404, 429, 500, 502, 503, 504})
  void isTriedAgain(int code) {
    assertThat(settle(status(code), 1, 0))
        .isEqualTo(new Settlement.Again(NOW.plus(RetrySchedule.DELAYS.getFirst())));
  }

  @Test
  void isGone() {
    assertThat(settle(status(410), 1, 0)).isEqualTo(new Settlement.Gone());
  }

  @Test
  void tenAttemptsSpanThreeDays() {
    Instant at = NOW;
    int attempts = 1;
    while (RetrySchedule.settle(TIMEOUT, attempts, at, 0)
        instanceof Settlement.Again(Instant next)) {
      at = next;
      attempts++;
    }

    assertThat(attempts).isEqualTo(10);
    assertThat(Duration.between(NOW, at)).isBetween(Duration.ofDays(3), Duration.ofHours(76));
  }

  @Test
  void whatFailedTogetherComesBackApart() {
    assertThat(settle(TIMEOUT, 2, 1))
        .isEqualTo(new Settlement.Again(NOW.plus(Duration.ofMinutes(6))));
  }

  @Test
  void aReceiverMayAskForMoreTimeButNotForEver() {
    assertThat(settle(busy(Duration.ofMinutes(1)), 1, 0))
        .isEqualTo(new Settlement.Again(NOW.plus(Duration.ofMinutes(1))));
    assertThat(settle(busy(Duration.ofSeconds(1)), 2, 0))
        .isEqualTo(new Settlement.Again(NOW.plus(Duration.ofMinutes(5))));
    assertThat(settle(busy(Duration.ofDays(1_000)), 1, 0))
        .isEqualTo(new Settlement.Again(NOW.plus(RetrySchedule.RETRY_AFTER_MAX)));
  }

  private static Settlement settle(HookAnswer answer, int attempts, double random) {
    return RetrySchedule.settle(answer, attempts, NOW, random);
  }

  private static HookAnswer status(int code) {
    return new HookAnswer.Status(code, Optional.empty());
  }

  private static HookAnswer busy(Duration retryAfter) {
    return new HookAnswer.Status(503, Optional.of(retryAfter));
  }
}
