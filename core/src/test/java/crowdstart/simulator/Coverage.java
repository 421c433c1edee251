package crowdstart.simulator;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How often things happened, over all seeds: a world in which nothing happens proves nothing. */
final class Coverage {
  private final Map<String, Long> counts = new TreeMap<>();

  void saw(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  void saw(Object event) {
    saw(event.getClass().getSimpleName());
  }

  Set<String> all() {
    return counts.keySet();
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
