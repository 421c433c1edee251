package crowdstart.loadtest.report;

import java.util.List;

/**
 * One budget: what was wanted, and what was found.
 *
 * @param name of what is measured
 */
public record Claim(String name, String wanted, String found, boolean holds) {
  /** One line that says whether all of them hold, and if not, which do not. */
  public static String verdict(List<Claim> claims) {
    List<String> broken =
        claims.stream()
            .filter(claim -> !claim.holds())
            .map(claim ->
                "%s: %s (wanted: %s)".formatted(claim.name(), claim.found(), claim.wanted()))
            .toList();
    return broken.isEmpty()
        ? "PASSED: all " + claims.size() + " budgets hold"
        : "MISSED: " + String.join("; ", broken);
  }

  public static boolean allHold(List<Claim> claims) {
    return claims.stream().allMatch(Claim::holds);
  }
}
