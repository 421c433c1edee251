package crowdstart.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;

/** What happened: a hash over all of it, and the text of the last steps. */
final class Trace {
  /** The property that shows more of them. */
  static final String STEPS_PROPERTY = "crowdstart.simulator.steps";

  /** How many steps a violation shows. */
  static final int STEPS_SHOWN = Integer.getInteger(STEPS_PROPERTY, 30);

  private static final long SEED = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private final ArrayDeque<StringBuilder> last = new ArrayDeque<>();
  private long hash = SEED;
  private int steps;

  int steps() {
    return steps;
  }

  /** The same for two runs that did the same in the same order. */
  long hash() {
    return mixed(hash);
  }

  /**
   * Begins a step.
   *
   * @param millis virtual time since the beginning
   */
  void step(long millis, String text) {
    steps++;
    hash = (hash ^ millis) * PRIME;
    add(text);
    StringBuilder line = last.size() < STEPS_SHOWN ? new StringBuilder() : last.removeFirst();
    line.setLength(0);
    last.addLast(
        line.append('#').append(steps).append(' ').append(clock(millis)).append(' ').append(text));
  }

  /** Something that came of the current step. */
  void note(String text) {
    add(text);
    if (!last.isEmpty()) {
      last.getLast().append("\n    ").append(text);
    }
  }

  String lastSteps() {
    return String.join("\n", last);
  }

  static long mixed(long value) {
    long mix = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mix = (mix ^ (mix >>> 27)) * 0x94d049bb133111ebL;
    return mix ^ (mix >>> 31);
  }

  private void add(String text) {
    long next = hash;
    for (int i = 0; i < text.length(); i++) {
      next = (next ^ text.charAt(i)) * PRIME;
    }
    hash = (next ^ '\n') * PRIME;
  }

  private static String clock(long millis) {
    Duration time = Duration.ofMillis(millis);
    return String.format(
        Locale.ROOT,
        "%dd%02d:%02d:%02d.%03d",
        time.toDays(),
        time.toHoursPart(),
        time.toMinutesPart(),
        time.toSecondsPart(),
        time.toMillisPart());
  }
}
