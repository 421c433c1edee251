package crowdstart.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import scala.Option;

/** Inserts any number of events by one statement: an array for each column. */
final class InsertStatement {

  private final String sql;

  InsertStatement(String table) {
    // The rows come in the order of the arrays, so `ordering` grows in the order of the events.
    this.sql =
        """
        insert into %s (persistence_id, sequence_number, writer, write_timestamp, adapter_manifest,
          event_ser_id, event_ser_manifest, event_payload,
          meta_ser_id, meta_ser_manifest, meta_payload)
        select * from unnest(?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[],
          ?::integer[], ?::text[], ?::bytea[], ?::integer[], ?::text[], ?::bytea[])
        """
            .formatted(table);
  }

  void run(Connection connection, List<JournalPekkoSerializationRow> rows) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      var columns = new Columns(statement, connection.unwrap(PGConnection.class), rows);
      columns.text(1, JournalPekkoSerializationRow::persistenceId);
      columns.bigint(2, JournalPekkoSerializationRow::sequenceNumber);
      columns.text(3, JournalPekkoSerializationRow::writer);
      columns.bigint(4, JournalPekkoSerializationRow::writeTimestamp);
      columns.text(5, JournalPekkoSerializationRow::adapterManifest);
      columns.integer(6, JournalPekkoSerializationRow::eventSerId);
      columns.text(7, JournalPekkoSerializationRow::eventSerManifest);
      columns.bytea(8, JournalPekkoSerializationRow::eventPayload);
      columns.integer(9, row -> (Integer) orNull(row.metaSerId()));
      columns.text(10, row -> orNull(row.metaSerManifest()));
      columns.bytea(11, row -> orNull(row.metaPayload()));
      int inserted = statement.executeUpdate();
      if (inserted != rows.size()) {
        throw new SQLException("inserted " + inserted + " of " + rows.size() + " events");
      }
    }
  }

  private static <T> @Nullable T orNull(Option<T> option) {
    return option.isEmpty() ? null : option.get();
  }

  private record Columns(
      PreparedStatement statement, PGConnection arrays, List<JournalPekkoSerializationRow> rows) {

    void text(int index, Function<JournalPekkoSerializationRow, @Nullable String> column)
        throws SQLException {
      var values = new @Nullable String[rows.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = column.apply(rows.get(i));
      }
      set(index, "text", values);
    }

    void bigint(int index, ToLongFunction<JournalPekkoSerializationRow> column)
        throws SQLException {
      var values = new long[rows.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = column.applyAsLong(rows.get(i));
      }
      set(index, "int8", values);
    }

    void integer(int index, Function<JournalPekkoSerializationRow, @Nullable Integer> column)
        throws SQLException {
      var values = new @Nullable Integer[rows.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = column.apply(rows.get(i));
      }
      set(index, "int4", values);
    }

    void bytea(int index, Function<JournalPekkoSerializationRow, byte @Nullable []> column)
        throws SQLException {
      var values = new byte[rows.size()][];
      for (int i = 0; i < values.length; i++) {
        values[i] = column.apply(rows.get(i));
      }
      set(index, "bytea", values);
    }

    private void set(int index, String type, Object values) throws SQLException {
      statement.setArray(index, arrays.createArrayOf(type, values));
    }
  }
}
