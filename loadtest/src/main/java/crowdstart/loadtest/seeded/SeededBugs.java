package crowdstart.loadtest.seeded;

import java.util.List;
import java.util.stream.Stream;

/** All seeded bugs, behind the controls that show that the provocations alone break nothing. */
final class SeededBugs {
  static final List<SeededBug> ALL =
      Stream.of(
              Stream.of(Provocation.values()).map(SeededBug::control),
              ReplyBugs.ALL.stream(),
              StreamBugs.ALL.stream())
          .flatMap(bugs -> bugs)
          .toList();

  private SeededBugs() {}
}
