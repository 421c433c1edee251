package crowdstart.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs faster than the wall's, and leaps when a test says so. Never goes back. */
final class MovingClock implements InstantSource {
  private final int speed;
  private final long started = System.nanoTime();
  private final AtomicReference<Instant> base = new AtomicReference<>(Instant.now());

  /**
   * @param speed how many of its seconds pass in one of the wall's
   */
  MovingClock(int speed) {
    this.speed = speed;
  }

  void leap(Duration far) {
    base.updateAndGet(it -> it.plus(far));
  }

  @Override
  public Instant instant() {
    return java.util.Objects.requireNonNull(base.get()).plusNanos((System.nanoTime() - started) * speed);
  }
}
