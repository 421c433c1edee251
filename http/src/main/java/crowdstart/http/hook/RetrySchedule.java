package crowdstart.http.hook;

import crowdstart.hook.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a delivery that failed is tried again: the example schedule of Standard Webhooks, ten
 * attempts in a little over three days.
 */
final class RetrySchedule {
  static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  /** What is added at most, so that what failed together does not come back together. */
  static final double JITTER_MAX = 0.2;

  /** A receiver that asks for more time gets so much. */
  static final Duration RETRY_AFTER_MAX = Duration.ofHours(24);

  private static final int GONE = 410;

  private RetrySchedule() {}

  /**
   * What an attempt comes to.
   *
   * @param attempts how many there were since it was added or replayed, with this one
   * @param now when it ended
   * @param random from 0 to 1
   */
  static Settlement settle(HookAnswer answer, int attempts, Instant now, double random) {
    return switch (answer) {
      case HookAnswer.Status(int code, _) when code >= 200 && code < 300 ->
          new Settlement.Delivered();
      case HookAnswer.Status(int code, _) when code == GONE -> new Settlement.Gone();
      case HookAnswer.Status(_, var retryAfter) ->
          again(attempts, now, random, retryAfter.orElse(Duration.ZERO));
      case HookAnswer.NoAnswer _ -> again(attempts, now, random, Duration.ZERO);
    };
  }

  private static Settlement again(int attempts, Instant now, double random, Duration retryAfter) {
    if (attempts > DELAYS.size()) {
      return new Settlement.Exhausted();
    }
    Duration delay = DELAYS.get(attempts - 1);
    Duration late = Duration.ofMillis((long) (delay.toMillis() * JITTER_MAX * random));
    Duration wait = delay.plus(late);
    Duration asked = retryAfter.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : retryAfter;
    return new Settlement.Again(now.plus(wait.compareTo(asked) > 0 ? wait : asked));
  }
}
