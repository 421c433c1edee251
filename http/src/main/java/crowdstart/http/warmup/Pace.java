package crowdstart.http.warmup;

import java.time.Duration;

/** Says when a rehearsal has done its work: when nothing gets faster any more, or time is up. */
final class Pace {
  /** Over which one rate is measured. */
  private static final Duration WINDOW = Duration.ofMillis(500);

  /** The compilers need their time even where the rate looks steady. */
  private static final int WINDOWS_MIN = 5;

  /** A rate that is not this much above the best before has settled. */
  private static final double GROWTH_MIN = 1.05;

  private static final int STEADY_WINDOWS_MIN = 2;

  private final long ends;
  private long windowEnds;
  private int windows;
  private int passed;
  private int best;
  private int steadyWindows;

  Pace(Duration longest) {
    long now = System.nanoTime();
    this.ends = now + longest.toNanos();
    this.windowEnds = now + WINDOW.toNanos();
  }

  synchronized boolean goesOn() {
    return steadyWindows < STEADY_WINDOWS_MIN && System.nanoTime() - ends < 0;
  }

  /** One more request has been answered. */
  synchronized void passed() {
    passed++;
    long now = System.nanoTime();
    if (now - windowEnds >= 0) {
      windows++;
      boolean isSteady = windows > WINDOWS_MIN && passed < best * GROWTH_MIN;
      steadyWindows = isSteady ? steadyWindows + 1 : 0;
      best = Math.max(best, passed);
      passed = 0;
      windowEnds = now + WINDOW.toNanos();
    }
  }
}
