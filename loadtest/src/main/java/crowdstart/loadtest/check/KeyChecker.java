package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One key of one backer is one order. */
final class KeyChecker implements Checker {
  @Override
  public String name() {
    return "keys";
  }

  @Override
  public String promise() {
    return "one order for a key, one answer for its repeats, other bodies refused (O3 O4)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    Map<Placings.KeyOf, List<Operation>> byKey = new LinkedHashMap<>();
    evidence
        .of(Kind.PLACE_ORDER)
        .forEach(it -> byKey.computeIfAbsent(Placings.keyOf(it), _ -> new ArrayList<>()).add(it));
    byKey.forEach((key, placings) -> answers(key, placings, findings));

    Map<Placings.KeyOf, String> orders = new HashMap<>();
    evidence
        .orders()
        .entities("order")
        .forEach((id, rows) -> {
          JsonNode placed = rows.getFirst().event();
          String other = orders.put(Placings.keyOf(placed), id);
          findings.require(
              other == null || placed.path("referrer").asText().isEmpty(),
              "O3",
              "two orders for " + Placings.keyOf(placed) + ": " + other + " and " + id);
        });
  }

  private static void answers(Placings.KeyOf key, List<Operation> placings, Findings findings) {
    findings.looked("keys", 1);
    Set<JsonNode> answers = new HashSet<>();
    Set<String> asked = new HashSet<>();
    int fresh = 0;
    for (Operation placing : placings) {
      Map<String, Long> units = Placings.units(Placings.body(placing));
      asked.add(placing.asked());
      if (placing.isDone()) {
        findings.looked("answers", 1);
        answers.add(placing.answer());
        fresh += placing.isReplayed() ? 0 : 1;
        findings.require(
            units.equals(Placings.units(placing.answer())),
            "O3",
            "asked for %s, answered %s: %s".formatted(units, placing.answer(), placing));
      }
    }
    findings.require(answers.size() <= 1, "O3", "different answers for " + key + ": " + answers);
    findings.require(fresh <= 1, "O3", fresh + " answers for " + key + " say they are the first");
    for (Operation placing : placings) {
      if (placing.refusal().equals("idempotency-key-reused")) {
        findings.looked("refusals of other bodies", 1);
        findings.require(
            asked.size() > 1, "O4", "refused as reused, and only one body was asked: " + placing);
      }
    }
  }
}
