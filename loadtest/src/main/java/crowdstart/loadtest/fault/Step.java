package crowdstart.loadtest.fault;

import java.util.Locale;

/**
 * One fault of a schedule.
 *
 * @param at seconds after the beginning, at the earliest
 * @param lasts seconds
 * @param target label of a place or of a route; a dash where it has none
 * @param strength from 0 to 99: how much of it, whatever that means for its kind
 */
record Step(double at, double lasts, FaultKind kind, String target, int strength) {
  static final String NO_TARGET = "-";
  private static final int WORDS = 5;

  /** A line of a schedule's file. */
  String line() {
    return String.format(
        Locale.ROOT, "%8.1f %6.1f  %-24s %-28s %d", at, lasts, kind.label(), target, strength);
  }

  /**
   * Reads such a line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Step parse(String line) {
    String[] words = line.strip().split("\\s+", -1);
    if (words.length != WORDS) {
      throw new IllegalArgumentException("a step has five words: " + line);
    }
    return new Step(
        Double.parseDouble(words[0]),
        Double.parseDouble(words[1]),
        FaultKind.labelled(words[2]),
        words[3],
        Integer.parseInt(words[4]));
  }

  /** The node it is aimed at. */
  Place node() {
    return Place.NODES.stream()
        .filter(node -> node.label().equals(target))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no node is called " + target));
  }

  /** The way it is aimed at. */
  Route route() {
    return Route.all().stream()
        .filter(route -> route.label().equals(target))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no way is called " + target));
  }
}
