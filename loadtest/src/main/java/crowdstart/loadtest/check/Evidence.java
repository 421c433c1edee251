package crowdstart.loadtest.check;

import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that the checkers look at. */
public record Evidence(
    List<Operation> operations,
    Journal campaigns,
    Journal orders,
    Journal payments,
    Journal fulfilment,
    Views views,
    Provider provider) {

  Stream<Operation> of(Kind kind) {
    return operations.stream().filter(it -> it.kind() == kind);
  }

  /** Operations of a kind by their subject. */
  Map<String, List<Operation>> bySubject(Kind kind) {
    return of(kind)
        .collect(Collectors.groupingBy(Operation::subject, TreeMap::new, Collectors.toList()));
  }

  /** When everything had come to rest; nothing is later when it never did. */
  long settledAt() {
    return of(Kind.SETTLED).mapToLong(Operation::completed).max().orElse(Long.MAX_VALUE);
  }
}
