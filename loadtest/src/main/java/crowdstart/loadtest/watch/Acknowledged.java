package crowdstart.loadtest.watch;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When the n-th order was acknowledged: what the lag of a total that counts n orders is measured
 * from.
 */
public final class Acknowledged {
  private final AtomicLongArray times;
  private final AtomicInteger count = new AtomicInteger();

  /** {@code most} orders are remembered; later ones are only counted. */
  public Acknowledged(int most) {
    times = new AtomicLongArray(most);
  }

  public void order(long nowNanos) {
    int number = count.getAndIncrement();
    if (number < times.length()) {
      times.set(number, nowNanos);
    }
  }

  public int count() {
    return count.get();
  }

  /**
   * When a total of this many orders was first true as far as clients know; 0 when that is not
   * known.
   */
  public long since(long orders) {
    return orders < 1 || orders > Math.min(count.get(), times.length())
        ? 0
        : times.get((int) orders - 1);
  }
}
