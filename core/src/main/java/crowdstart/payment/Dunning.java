package crowdstart.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a card that refused is tried again. Banks refuse for a day and approve on the next; the
 * backer is given a week to bring another card or to authenticate.
 */
final class Dunning {
  /** From the first attempt until the pledge is dropped. */
  static final Duration PATIENCE = Duration.ofDays(7);

  /** The waits behind the attempts; the last of them repeats. */
  static final List<Duration> RETRY_WAITS =
      List.of(Duration.ofHours(1), Duration.ofHours(11), Duration.ofDays(1), Duration.ofDays(2));

  private Dunning() {}

  /** When to try again behind a failed attempt: never later than when patience ends. */
  static Instant retryAt(Charge charge, Instant now) {
    Duration wait = RETRY_WAITS.get(Math.min(charge.attempt(), RETRY_WAITS.size()) - 1);
    Instant end = endsAt(charge);
    Instant next = now.plus(wait);
    return next.isBefore(end) ? next : end;
  }

  static Instant endsAt(Charge charge) {
    return charge.firstTriedAt().plus(PATIENCE);
  }
}
