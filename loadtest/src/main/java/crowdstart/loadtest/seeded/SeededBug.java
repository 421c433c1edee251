package crowdstart.loadtest.seeded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bug, and who is to notice.
 *
 * @param breaks in a few words
 * @param caughtBy the name of the checker; null for a control, which nobody may complain about
 * @param provocation what is done to the run beside the workload
 */
record SeededBug(
    String name,
    String breaks,
    @Nullable String caughtBy,
    Provocation provocation,
    List<Edit> edits) {
  SeededBug {
    edits = List.copyOf(edits);
  }

  /**
   * A change of a source file of the product.
   *
   * @param file from the root of the project
   * @param find must stand there exactly once, or the bug is out of date
   */
  record Edit(String file, String find, String replace) {}

  /** A bug of one edit that needs no provocation. */
  static SeededBug of(
      String name, String breaks, String caughtBy, String file, String find, String replace) {
    return of(name, breaks, caughtBy, Provocation.NONE, file, find, replace);
  }

  /** A bug of one edit. */
  static SeededBug of(
      String name,
      String breaks,
      String caughtBy,
      Provocation provocation,
      String file,
      String find,
      String replace) {
    return new SeededBug(
        name, breaks, caughtBy, provocation, List.of(new Edit(file, find, replace)));
  }

  static SeededBug control(Provocation provocation) {
    return new SeededBug("control-" + provocation.label(), "nothing", null, provocation, List.of());
  }

  boolean isControl() {
    return caughtBy == null;
  }
}
