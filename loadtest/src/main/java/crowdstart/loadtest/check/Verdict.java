package crowdstart.loadtest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all checkers found. */
public record Verdict(List<Entry> entries) {
  public Verdict {
    entries = List.copyOf(entries);
  }

  /** One checker's part. */
  public record Entry(String name, String promise, Findings findings) {
    public boolean isClean() {
      return findings.violationCount() == 0 && !findings.hasLookedAtNothing();
    }
  }

  public boolean isClean() {
    return entries.stream().allMatch(Entry::isClean);
  }

  /** The names of the checkers that found a violation. */
  public List<String> complaining() {
    return entries.stream()
        .filter(entry -> entry.findings().violationCount() > 0)
        .map(Entry::name)
        .toList();
  }

  public int violationCount() {
    return entries.stream().mapToInt(entry -> entry.findings().violationCount()).sum();
  }

  /** Lines for people: each checker with what it looked at, then what is wrong. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Entry entry : entries) {
      Findings findings = entry.findings();
      String result =
          findings.violationCount() > 0
              ? findings.violationCount() + " VIOLATIONS"
              : findings.hasLookedAtNothing() ? "LOOKED AT NOTHING" : "holds";
      lines.add("%-13s %-18s %s".formatted(entry.name(), result, entry.promise()));
      lines.add("              looked at " + counts(findings.lookedAt()));
      findings.violations().forEach(violation -> lines.add("  ! " + violation));
    }
    lines.add(
        isClean()
            ? "VERDICT: clean"
            : "VERDICT: not clean, %d violations".formatted(violationCount()));
    return lines;
  }

  private static String counts(Map<String, Integer> lookedAt) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(lookedAt)
        .forEach((what, count) ->
            text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(what));
    return text.toString();
  }
}
