package crowdstart.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import scala.runtime.BoxedUnit;

/**
 * Writes what many entities wait for in one statement, which is one transaction and one round trip.
 *
 * <p>When PostgreSQL refuses a batch for what is in it, such as a sequence number that is taken,
 * the batch is halved until the entity at fault stands alone: only that one fails.
 */
final class JournalWriter {

  /** The most that one statement carries, unless a single entity writes more; in bytes. */
  static final long STATEMENT_BYTES_MAX = 4L << 20;

  /**
   * Classes of SQLSTATE after which nothing was stored and the cause may be one row: data
   * exception, constraint violation, transaction rollback, program limit exceeded.
   */
  private static final Set<String> REFUSALS = Set.of("22", "23", "40", "54");

  private final DataSource source;
  private final InsertStatement insert;
  private final JournalCounters counters;

  JournalWriter(DataSource source, String table, JournalCounters counters) {
    this.source = source;
    this.insert = new InsertStatement(table);
    this.counters = counters;
  }

  /** Answers for every write, whatever happens. */
  void write(List<PendingWrite> writes) {
    int from = 0;
    while (from < writes.size()) {
      int to = from + 1;
      long size = writes.get(from).size();
      while (to < writes.size() && size + writes.get(to).size() <= STATEMENT_BYTES_MAX) {
        size += writes.get(to).size();
        to++;
      }
      writeTogether(writes.subList(from, to));
      from = to;
    }
  }

  private void writeTogether(List<PendingWrite> writes) {
    try {
      long start = System.nanoTime();
      int events = insert(writes);
      counters.committed(events, System.nanoTime() - start);
    } catch (SQLException e) {
      refused(writes, e);
      return;
    } catch (Throwable e) {
      // Errors as well: entities wait for nothing but this answer.
      fail(writes, e);
      return;
    }
    for (PendingWrite write : writes) {
      write.done().success(BoxedUnit.UNIT);
    }
  }

  private void refused(List<PendingWrite> writes, SQLException refusal) {
    if (writes.size() == 1 || !mayBeOneRow(refusal)) {
      fail(writes, refusal);
      return;
    }
    int half = writes.size() / 2;
    writeTogether(writes.subList(0, half));
    writeTogether(writes.subList(half, writes.size()));
  }

  private static boolean mayBeOneRow(SQLException refusal) {
    String state = refusal.getSQLState();
    return state != null && state.length() == 5 && REFUSALS.contains(state.substring(0, 2));
  }

  private void fail(List<PendingWrite> writes, Throwable cause) {
    for (PendingWrite write : writes) {
      counters.failed();
      write.done().failure(cause);
    }
  }

  private int insert(List<PendingWrite> writes) throws SQLException {
    var rows = new ArrayList<JournalPekkoSerializationRow>(writes.size());
    for (PendingWrite write : writes) {
      rows.addAll(write.rows());
    }
    // With auto-commit, the answer to the statement is the answer to its commit.
    try (var connection = source.getConnection()) {
      insert.run(connection, rows);
    }
    return rows.size();
  }
}
