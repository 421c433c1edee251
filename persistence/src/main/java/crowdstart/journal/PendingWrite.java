package crowdstart.journal;

import java.util.List;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import scala.concurrent.Promise;
import scala.runtime.BoxedUnit;

/**
 * The rows of one entity that are stored together or not at all, and the promise to answer for
 * them.
 */
record PendingWrite(List<JournalPekkoSerializationRow> rows, Promise<BoxedUnit> done) {

  /** An estimate in bytes of what the rows take on the wire. */
  long size() {
    long size = 0;
    for (var row : rows) {
      size += ROW_OVERHEAD + row.eventPayload().length;
    }
    return size;
  }

  /** Ids, manifests and lengths. */
  private static final long ROW_OVERHEAD = 200;
}
