package crowdstart.loadtest.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A journal, in the order in which its rows were written. */
public record Journal(List<Row> rows) {
  public Journal {
    rows = rows.stream().sorted(Comparator.comparingLong(Row::ordering)).toList();
  }

  /** The rows of each entity of a type, by sequence number. */
  public Map<String, List<Row>> entities(String type) {
    Map<String, List<Row>> entities = new TreeMap<>();
    for (Row row : rows) {
      if (row.type().equals(type)) {
        entities.computeIfAbsent(row.id(), _ -> new ArrayList<>()).add(row);
      }
    }
    entities.values().forEach(all -> all.sort(Comparator.comparingLong(Row::sequence)));
    return entities;
  }
}
