package crowdstart.simulator;

import java.util.Random;

/**
 * How bad a seed's world is. Each kind of fault is missing from some seeds and common in others.
 */
final class Weather {
  private static final long DELAY_MILLIS_MAX = 50;
  private static final long SLOW_MILLIS_MAX = 12_000;
  private static final long WRITE_MILLIS_MAX = 20;
  private static final long SLOW_WRITE_MILLIS_MAX = 6_000;

  private static final double CALLS_PER_CRASH = 6;

  /** What becomes of a write. */
  enum Write {
    STORED,
    LOST,
    /** It is in the journal, and whoever wrote it is told that it failed. */
    STORED_BUT_FAILED
  }

  private final Random random;
  private final double drop;
  private final double duplicate;
  private final double slow;
  private final double slowWrite;
  private final double failedWrite;
  private final double refusal;
  private final double crash;
  private final double clockJump;
  private final double lostWebhook;
  private boolean isFair;

  Weather(Random random) {
    this.random = random;
    this.drop = draw(0.2);
    this.duplicate = draw(0.2);
    this.slow = draw(0.2);
    this.slowWrite = draw(0.2);
    this.failedWrite = draw(0.1);
    this.refusal = draw(0.6);
    this.crash = draw(0.8);
    this.clockJump = draw(0.3);
    this.lostWebhook = draw(0.5);
  }

  private double draw(double most) {
    return random.nextInt(3) == 0 ? 0 : random.nextDouble() * most;
  }

  /** From now on all is well. */
  void clear() {
    isFair = true;
  }

  boolean isFair() {
    return isFair;
  }

  boolean drops() {
    return happens(drop);
  }

  boolean duplicates() {
    return happens(duplicate);
  }

  boolean losesWebhook() {
    return happens(lostWebhook);
  }

  /** Cards refuse in any weather, or nothing would ever be overdue at the end. */
  boolean refuses() {
    return random.nextDouble() < refusal;
  }

  boolean crashes() {
    return happens(crash);
  }

  /** Whether a node dies between what it asked for and the answer. */
  boolean crashesBehindCall() {
    return happens(crash / CALLS_PER_CRASH);
  }

  boolean clockJumps() {
    return happens(clockJump);
  }

  long delay() {
    return 1 + random.nextLong(happens(slow) ? SLOW_MILLIS_MAX : DELAY_MILLIS_MAX);
  }

  long writeDelay() {
    return 1 + random.nextLong(happens(slowWrite) ? SLOW_WRITE_MILLIS_MAX : WRITE_MILLIS_MAX);
  }

  Write write() {
    if (!happens(failedWrite)) {
      return Write.STORED;
    }
    return random.nextBoolean() ? Write.LOST : Write.STORED_BUT_FAILED;
  }

  private boolean happens(double chance) {
    return !isFair && chance > 0 && random.nextDouble() < chance;
  }
}
