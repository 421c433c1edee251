package crowdstart.loadtest.launch.crowd;

import java.util.SplittableRandom;

/** What is left to chance: how long people take, and what they make up their minds to do. */
final class Habits {
  /** Wishes that end after a look at the page. */
  static final double CHANGES_MIND = 0.15;

  /** Those who take the regular reward when the early bird is gone. */
  static final double TAKES_REGULAR = 0.7;

  /** Orders whose backers pay; the holds of the others lapse. */
  static final double PAYS = 0.7;

  /** Orders sent twice by an impatient finger. */
  static final double PRESSES_TWICE = 0.02;

  private static final long MILLI = 1_000_000;

  private final SplittableRandom random;
  private final double pace;

  Habits(long seed) {
    this(seed, 1);
  }

  /** {@code pace} below 1 makes them quicker than people are. */
  Habits(long seed, double pace) {
    random = new SplittableRandom(seed);
    this.pace = pace;
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** Until the page is looked at again; below the minute after which nodes hang up. */
  long untilNextLook() {
    return between(30_000, 55_000);
  }

  /** The first look: everybody has just come; nodes hang up on who says nothing for ten seconds. */
  long untilFirstLook() {
    return between(200, 6_000);
  }

  long hesitation() {
    return between(300, 3_000);
  }

  long typingOfCard() {
    return between(1_000, 4_000);
  }

  long untilLookAtOrder() {
    return between(800, 2_000);
  }

  /** After an answer that says nothing, in answer to its {@code Retry-After} of a second. */
  long untilRetry() {
    return between(1_000, 2_000);
  }

  private long between(int fromMillis, int toMillis) {
    return (long) (random.nextInt(fromMillis, toMillis) * MILLI * pace);
  }
}
