package crowdstart.http.warmup;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Says when a rehearsal has done its work: when nothing gets faster any more and the compilers have
 * caught up, or time is up.
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

  private final boolean untilSteady;
  private final long ends;
  private long windowEnds;
  private int windows;
  private int passed;
  private int best;
  private int steadyWindows;
  private long compiledMillis = compiledMillis();

  Pace(Duration longest, boolean untilSteady) {
    this.untilSteady = untilSteady;
    long now = System.nanoTime();
    this.ends = now + longest.toNanos();
    this.windowEnds = now + WINDOW.toNanos();
  }

  synchronized boolean goesOn() {
    return !(untilSteady && steadyWindows >= STEADY_WINDOWS_MIN) && System.nanoTime() - ends < 0;
  }

  /** One more request has been answered. */
  synchronized void passed() {
    passed++;
    long now = System.nanoTime();
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
