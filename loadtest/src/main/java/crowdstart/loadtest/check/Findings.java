package crowdstart.loadtest.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a checker looked at, and what it found wrong. */
public final class Findings {
  /** Violations that are kept word for word; more are only counted. */
  static final int KEPT_MAX = 20;

  private final Map<String, Integer> lookedAt = new LinkedHashMap<>();
  private final List<String> violations = new ArrayList<>();
  private int violationCount;

  /** So many more of something were looked at. */
  void looked(String what, int count) {
    lookedAt.merge(what, count, Integer::sum);
  }

  void violation(String id, String text) {
    violationCount++;
    if (violations.size() < KEPT_MAX) {
      violations.add(id + ": " + text);
    }
  }

  /** A violation unless it holds. */
  void require(boolean holds, String id, String text) {
    if (!holds) {
      violation(id, text);
    }
  }

  public Map<String, Integer> lookedAt() {
    return Map.copyOf(lookedAt);
  }

  public List<String> violations() {
    return List.copyOf(violations);
  }

  public int violationCount() {
    return violationCount;
  }

  public boolean hasLookedAtNothing() {
    return lookedAt.values().stream().allMatch(count -> count == 0);
  }
}
