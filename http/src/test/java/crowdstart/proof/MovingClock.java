package crowdstart.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that runs faster than the wall's, and leaps when a test says so. Never goes back. */
final class MovingClock implements InstantSource {
  private final int speed;
  private final long started = System.nanoTime();
  private final Instant base = Instant.now();
  private final AtomicLong leaptSeconds = new AtomicLong();

  /**
   * @param speed how many of its seconds pass in one of the wall's
   */
  MovingClock(int speed) {
    this.speed = speed;
  }

  void leap(Duration far) {
    leaptSeconds.addAndGet(far.toSeconds());
  }

  @Override
  public Instant instant() {
    return base.plusSeconds(leaptSeconds.get()).plusNanos((System.nanoTime() - started) * speed);
  }
}
