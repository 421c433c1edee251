package crowdstart.feed;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bell: rung any number of times before it is heard, it is heard once. */
final class FeedWake {

  private final Semaphore rung = new Semaphore(0);

  void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Whether it rang within the time; an interrupt counts as a ring. */
  boolean await(Duration atMost) {
    try {
      boolean heard = rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
      rung.drainPermits();
      return heard;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
