package crowdstart.loadtest.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a campaign's stock comes to at one moment. Amounts in minor units. */
record Totals(String stage, long pledged, long held, long backers, long orders, List<Units> tiers) {
  Totals {
    tiers = List.copyOf(tiers);
  }

  /**
   * Of one tier.
   *
   * @param limit -1 when there is none
   */
  record Units(String tier, long limit, long held, long sold, long orders) {
    long remaining() {
      return limit < 0 ? Long.MAX_VALUE : limit - held - sold;
    }
  }

  /** Whether fewer units are left of some tier than are asked for. */
  boolean lacks(Map<String, Long> asked) {
    for (Units units : tiers) {
      if (units.remaining() < asked.getOrDefault(units.tier(), 0L)) {
        return true;
      }
    }
    return false;
  }

  Map<String, Long> remaining() {
    Map<String, Long> all = new TreeMap<>();
    tiers.stream().filter(it -> it.limit() >= 0).forEach(it -> all.put(it.tier(), it.remaining()));
    return all;
  }
}
