package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was acknowledged is stored, and what is stored was asked for. */
final class AcknowledgedChecker implements Checker {
  @Override
  public String name() {
    return "acknowledged";
  }

  @Override
  public String promise() {
    return "every acknowledged order is stored with the same body, and no other (O1 O2)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    Map<String, List<Row>> stored = evidence.orders().entities("order");
    Map<Placings.KeyOf, Set<Map<String, Long>>> asked = new HashMap<>();
    for (Operation placing : evidence.of(Kind.PLACE_ORDER).toList()) {
      asked
          .computeIfAbsent(Placings.keyOf(placing), _ -> new HashSet<>())
          .add(Placings.units(Placings.body(placing)));
      if (placing.isDone()) {
        findings.looked("acknowledgements", 1);
        List<Row> rows = stored.get(placing.answer().path("id").asText());
        if (rows == null) {
          findings.violation("O1", "acknowledged, and not stored: " + placing);
        } else if (!Placings.isOf(placing.answer(), rows.getFirst().event())) {
          findings.violation(
              "O1",
              "acknowledged %s, stored %s: %s"
                  .formatted(placing.answer(), rows.getFirst().event(), placing));
        }
      }
    }
    ghosts(evidence, findings, stored, asked);
  }

  private static void ghosts(
      Evidence evidence,
      Findings findings,
      Map<String, List<Row>> stored,
      Map<Placings.KeyOf, Set<Map<String, Long>>> asked) {
    // Campaigns of others, who may order beside the workload, are not this history's business.
    Set<String> ours =
        evidence.of(Kind.LAUNCH_CAMPAIGN).map(Operation::subject).collect(Collectors.toSet());
    for (List<Row> rows : stored.values()) {
      JsonNode placed = rows.getFirst().event();
      if (ours.contains(placed.path("campaign").asText())) {
        findings.looked("stored orders", 1);
        findings.require(
            asked
                .getOrDefault(Placings.keyOf(placed), Set.of())
                .contains(Placings.storedUnits(placed)),
            "O2",
            "stored, and nobody asked for it: " + placed);
      }
    }
  }
}
