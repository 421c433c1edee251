package crowdstart.payment;

import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** When what a payment owes is tried again, behind answers that nobody knows. */
final class Retries {
  /** Each wait is twice the one before, up to the last. */
  private static final Duration WAIT_MIN = Duration.ofMillis(500);

  private static final Duration WAIT_MAX = Duration.ofMinutes(1);
  private static final int DOUBLINGS_MAX = 16;

  private final TimerScheduler<PaymentMessage> timers;
  private int failures;

  private enum Timer {
    KEY
  }

  Retries(TimerScheduler<PaymentMessage> timers) {
    this.timers = timers;
  }

  void later() {
    long wait = WAIT_MIN.toMillis() << Math.min(failures, DOUBLINGS_MAX);
    failures++;
    timers.startSingleTimer(
        Timer.KEY,
        new PaymentMessage.Retry(),
        Duration.ofMillis(Math.min(wait, WAIT_MAX.toMillis())));
  }

  boolean isWaiting() {
    return timers.isTimerActive(Timer.KEY);
  }

  /** The next failure is the first. */
  void succeeded() {
    failures = 0;
  }

  /** Nor is anything waited for any more. */
  void cancel() {
    failures = 0;
    timers.cancel(Timer.KEY);
  }
}
