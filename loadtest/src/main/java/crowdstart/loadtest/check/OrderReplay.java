package crowdstart.loadtest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The states of an order in the order of its journal: the first is {@code absent}, and each event
 * leads to the next.
 */
record OrderReplay(String campaign, List<String> states) {
  private static final String ABSENT = "absent";

  /** Which states an event may follow. */
  private static final Map<String, Set<String>> FROM =
      Map.of(
          "held", Set.of(ABSENT),
          "confirmed", Set.of("held"),
          "expired", Set.of("held"),
          "cancelled", Set.of("held", "confirmed"),
          "dropped", Set.of("confirmed"),
          "released", Set.of("confirmed"));

  static final Set<String> ENDED = Set.of("expired", "cancelled", "dropped", "released");

  static OrderReplay of(List<Row> rows, Findings findings) {
    List<String> states = new ArrayList<>(List.of(ABSENT));
    for (Row row : rows) {
      String event = row.form().substring("order-".length(), row.form().lastIndexOf('.'));
      String state = event.equals("placed") ? "held" : event;
      if (state.startsWith("address-")) {
        findings.require(
            states.getLast().equals("confirmed"), "O6", row + " follows " + states.getLast());
        continue;
      }
      findings.require(
          FROM.getOrDefault(state, Set.of()).contains(states.getLast()),
          "O6",
          row + " follows " + states.getLast());
      states.add(state);
    }
    return new OrderReplay(rows.getFirst().event().path("campaign").asText(), states);
  }

  static Map<String, OrderReplay> all(Evidence evidence) {
    Map<String, OrderReplay> all = new TreeMap<>();
    evidence
        .orders()
        .entities("order")
        .forEach((id, rows) -> all.put(id, of(rows, new Findings())));
    return all;
  }

  String last() {
    return states.getLast();
  }
}
