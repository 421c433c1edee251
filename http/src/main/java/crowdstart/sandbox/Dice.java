package crowdstart.sandbox;

import java.time.Duration;
import java.util.SplittableRandom;

/** Decides what trouble comes when, from one seed. */
final class Dice {
  private final SplittableRandom random;
  private Trouble trouble;
  private int troubled;

  /** What becomes of one call. */
  enum Fate {
    CALM,
    TOO_MANY_REQUESTS,
    ERROR,
    TIMEOUT_BEFORE,
    TIMEOUT_AFTER
  }

  Dice(long seed, Trouble trouble) {
    this.random = new SplittableRandom(seed);
    this.trouble = trouble;
  }

  synchronized Trouble trouble() {
    return trouble;
  }

  synchronized void set(Trouble next) {
    trouble = next;
    troubled = 0;
  }

  /** A rate of 0 or 1 takes nothing from the seed's sequence. */
  synchronized boolean rolls(double rate) {
    return rate >= 1 || (rate > 0 && random.nextDouble() < rate);
  }

  synchronized int below(int bound) {
    return random.nextInt(bound);
  }

  synchronized Duration latency() {
    int jitter = trouble.jitterMillis() == 0 ? 0 : random.nextInt(trouble.jitterMillis() + 1);
    return Duration.ofMillis(trouble.latencyMillis() + jitter);
  }

  synchronized Fate fate() {
    if (trouble.callsMax() > 0 && troubled >= trouble.callsMax()) {
      return Fate.CALM;
    }
    Fate fate = roll();
    if (fate != Fate.CALM) {
      troubled++;
    }
    return fate;
  }

  private Fate roll() {
    if (rolls(trouble.tooManyRequests())) {
      return Fate.TOO_MANY_REQUESTS;
    }
    if (rolls(trouble.errors())) {
      return Fate.ERROR;
    }
    if (rolls(trouble.timeoutsBefore())) {
      return Fate.TIMEOUT_BEFORE;
    }
    return rolls(trouble.timeoutsAfter()) ? Fate.TIMEOUT_AFTER : Fate.CALM;
  }
}
