package crowdstart.http.warmup;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says when a rehearsal has done its work: when nothing gets faster any more and the compilers have
 * caught up, when others need the machine, or when time is up.
 */
final class Pace {
  /** Over which one rate is measured. */
  private static final Duration WINDOW = Duration.ofMillis(500);

  /** The compilers need their time even where the rate looks steady. */
  private static final int WINDOWS_MIN = 5;

  /** A rate that is not this much above the best before has settled. */
  private static final double GROWTH_MIN = 1.05;

  private static final int STEADY_WINDOWS_MIN = 2;

  /** Compilers that work for less of a window than this have caught up. */
  private static final double COMPILING_MAX = 0.2;

  /** Over which guests are counted: short, because a launch comes within a second. */
  static final Duration GUESTS_WINDOW = Duration.ofMillis(100);

  /** More requests than this in one window are a rush, and have the machine to themselves. */
  static final int GUESTS_MAX = 10;

  private final boolean givesWay;
  private final LongSupplier guests;
  private final LongSupplier clock;
  private long guestsBefore;
  private long guestsCountedAt;
  private boolean isRush;
  private final long ends;
  private long windowEnds;
  private int windows;
  private int passed;
  private int best;
  private int steadyWindows;
  private long compiledMillis = compiledMillis();

  /**
   * @param guests how many requests of others there have been
   * @param clock of {@link System#nanoTime}
   */
  Pace(Rehearsal.Extent extent, LongSupplier guests, LongSupplier clock) {
    this.givesWay = extent.givesWay();
    this.guests = guests;
    this.clock = clock;
    this.guestsBefore = guests.getAsLong();
    long now = clock.getAsLong();
    this.guestsCountedAt = now;
    this.ends = now + extent.longest().toNanos();
    this.windowEnds = now + WINDOW.toNanos();
  }

  synchronized boolean goesOn() {
    long now = clock.getAsLong();
    return steadyWindows < STEADY_WINDOWS_MIN && !(givesWay && isRush(now)) && now - ends < 0;
  }

  private boolean isRush(long now) {
    long elapsed = now - guestsCountedAt;
    if (elapsed >= GUESTS_WINDOW.toNanos()) {
      long all = guests.getAsLong();
      isRush |= (all - guestsBefore) * GUESTS_WINDOW.toNanos() > GUESTS_MAX * elapsed;
      guestsBefore = all;
      guestsCountedAt = now;
    }
    return isRush;
  }

  /** One more request has been answered. */
  synchronized void passed() {
    passed++;
    long now = clock.getAsLong();
    if (now - windowEnds >= 0) {
      windows++;
      boolean isSteady = haveCaughtUp() && windows > WINDOWS_MIN && passed < best * GROWTH_MIN;
      steadyWindows = isSteady ? steadyWindows + 1 : 0;
      best = Math.max(best, passed);
      passed = 0;
      windowEnds = now + WINDOW.toNanos();
    }
  }

  private boolean haveCaughtUp() {
    long before = compiledMillis;
    compiledMillis = compiledMillis();
    return compiledMillis - before < COMPILING_MAX * WINDOW.toMillis();
  }

  /** What the compilers have worked so far; without compilers nothing. */
  private static long compiledMillis() {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    return compilers == null ? 0 : compilers.getTotalCompilationTime();
  }
}
