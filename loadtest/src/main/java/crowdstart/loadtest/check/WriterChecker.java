package crowdstart.loadtest.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** No entity has two lives at once. */
final class WriterChecker implements Checker {
  @Override
  public String name() {
    return "writers";
  }

  @Override
  public String promise() {
    return "no entity written by two lives interleaved, no gap in its numbers (K1 K2)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    for (Journal journal :
        List.of(
            evidence.campaigns(), evidence.orders(), evidence.payments(), evidence.fulfilment())) {
      Map<String, List<Row>> entities = new HashMap<>();
      for (Row row : journal.rows()) {
        entities.computeIfAbsent(row.type() + "|" + row.id(), _ -> new ArrayList<>()).add(row);
      }
      findings.looked("entities", entities.size());
      findings.looked("events", journal.rows().size());
      entities.forEach((entity, rows) -> check(entity, rows, findings));
    }
  }

  private static void check(String entity, List<Row> unsorted, Findings findings) {
    List<Row> rows = unsorted.stream().sorted(Comparator.comparingLong(Row::sequence)).toList();
    Set<String> past = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      findings.require(
          row.sequence() == i + 1,
          "K2",
          "%s: number %d stands at %d".formatted(entity, row.sequence(), i + 1));
      if (i > 0) {
        Row before = rows.get(i - 1);
        findings.require(
            row.ordering() > before.ordering(),
            "K1",
            "%s: number %d was written before number %d"
                .formatted(entity, row.sequence(), before.sequence()));
        if (!row.writer().equals(before.writer())) {
          past.add(before.writer());
          findings.require(
              !past.contains(row.writer()),
              "K1",
              "%s: %s writes number %d after another has written"
                  .formatted(entity, row.writer(), row.sequence()));
        }
      }
    }
  }
}
