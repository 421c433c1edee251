package crowdstart.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import scala.Option;
import scala.concurrent.Promise;

/** Reads what the recoveries of many entities need by one query each time. */
final class JournalReader {

  /** Asks for the highest sequence number of an entity, 0 when it has no event. */
  record HighestRead(String persistenceId, Promise<Object> done) {}

  /** Asks for events with sequence numbers from {@code from} to {@code to}, at most {@code max}. */
  record EventsRead(
      String persistenceId,
      long from,
      long to,
      long max,
      CompletableFuture<List<JournalPekkoSerializationRow>> done) {}

  private final DataSource source;
  private final JournalCounters counters;
  private final String highestSql;
  private final String eventsSql;

  JournalReader(DataSource source, String table, JournalCounters counters) {
    this.source = source;
    this.counters = counters;
    this.highestSql =
        """
        select asked.id,
          (select j.sequence_number from %s j where j.persistence_id = asked.id
           order by j.sequence_number desc limit 1)
        from unnest(?::text[]) as asked (id)
        """
            .formatted(table);
    this.eventsSql =
        """
        select asked.number, found.*
        from unnest(?::integer[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
          as asked (number, id, low, high, most)
        cross join lateral (
          select j.ordering, j.deleted, j.persistence_id, j.sequence_number, j.writer,
            j.write_timestamp, j.adapter_manifest, j.event_payload, j.event_ser_id,
            j.event_ser_manifest, j.meta_payload, j.meta_ser_id, j.meta_ser_manifest
          from %s j
          where j.persistence_id = asked.id and j.sequence_number between asked.low and asked.high
            and not j.deleted
          order by j.sequence_number limit asked.most) found
        order by asked.number, found.sequence_number
        """
            .formatted(table);
  }

  /** Answers every read, whatever happens. */
  void readHighest(List<HighestRead> reads) {
    try {
      Map<String, Long> highest = highest(reads);
      for (HighestRead read : reads) {
        read.done().success(highest.getOrDefault(read.persistenceId(), 0L));
      }
    } catch (Throwable e) {
      reads.forEach(read -> read.done().tryFailure(e));
    }
  }

  /** Answers every read, whatever happens. */
  void readEvents(List<EventsRead> reads) {
    try {
      List<List<JournalPekkoSerializationRow>> found = events(reads);
      for (int i = 0; i < reads.size(); i++) {
        reads.get(i).done().complete(found.get(i));
      }
    } catch (Throwable e) {
      reads.forEach(read -> read.done().completeExceptionally(e));
    }
  }

  private Map<String, Long> highest(List<HighestRead> reads) throws SQLException {
    var ids = reads.stream().map(HighestRead::persistenceId).toArray(String[]::new);
    var highest = new HashMap<String, Long>();
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(highestSql)) {
      var arrays = connection.unwrap(PGConnection.class);
      statement.setArray(1, arrays.createArrayOf("text", ids));
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          highest.put(row.getString(1), row.getLong(2));
        }
      }
    }
    counters.read(reads.size());
    return highest;
  }

  private List<List<JournalPekkoSerializationRow>> events(List<EventsRead> reads)
      throws SQLException {
    var numbers = new int[reads.size()];
    var ids = new String[reads.size()];
    var lows = new long[reads.size()];
    var highs = new long[reads.size()];
    var maxima = new long[reads.size()];
    var found = new ArrayList<List<JournalPekkoSerializationRow>>(reads.size());
    for (int i = 0; i < reads.size(); i++) {
      EventsRead read = reads.get(i);
      numbers[i] = i;
      ids[i] = read.persistenceId();
      lows[i] = read.from();
      highs[i] = read.to();
      maxima[i] = read.max();
      found.add(new ArrayList<>());
    }
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(eventsSql)) {
      var arrays = connection.unwrap(PGConnection.class);
      statement.setArray(1, arrays.createArrayOf("int4", numbers));
      statement.setArray(2, arrays.createArrayOf("text", ids));
      statement.setArray(3, arrays.createArrayOf("int8", lows));
      statement.setArray(4, arrays.createArrayOf("int8", highs));
      statement.setArray(5, arrays.createArrayOf("int8", maxima));
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          found.get(row.getInt(1)).add(event(row));
        }
      }
    }
    counters.read(reads.size());
    return found;
  }

  private static JournalPekkoSerializationRow event(ResultSet row) throws SQLException {
    byte @Nullable [] meta = row.getBytes("meta_payload");
    return new JournalPekkoSerializationRow(
        row.getLong("ordering"),
        row.getBoolean("deleted"),
        row.getString("persistence_id"),
        row.getLong("sequence_number"),
        row.getString("writer"),
        row.getLong("write_timestamp"),
        row.getString("adapter_manifest"),
        row.getBytes("event_payload"),
        row.getInt("event_ser_id"),
        row.getString("event_ser_manifest"),
        Option.apply(meta),
        Option.apply(row.getObject("meta_ser_id")),
        Option.apply(row.getString("meta_ser_manifest")));
  }
}
