package crowdstart.feed;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.pekko.serialization.Serialization;

/** The questions that a feed asks its journal. */
final class FeedQuery implements FeedTail.Query {

  private final DataSource source;
  private final Serialization serialization;
  private final String pageSql;
  private final String headSql;
  private final String eventSql;
  private final String table;

  FeedQuery(DataSource source, String table, Serialization serialization) {
    this.source = source;
    this.serialization = serialization;
    // The limit and the rows are of one snapshot, which is what makes the limit right. The order
    // names the table's columns: a bare name would mean the text above, where 10000 is before 9999.
    this.pageSql =
        """
        select tx::text as tx_text, ordering, persistence_id, sequence_number, write_timestamp,
          event_payload, event_ser_id, event_ser_manifest
        from %s as journal
        where tx < pg_snapshot_xmin(pg_current_snapshot())
          and (tx, ordering) > (?::text::xid8, ?)
        order by journal.tx, journal.ordering
        limit ?
        """
            .formatted(table);
    this.table = table;
    this.eventSql = "select from %s where tx = ?::text::xid8 and ordering = ?".formatted(table);
    this.headSql =
        """
        select write_timestamp from %s
        where (tx, ordering) > (?::text::xid8, ?)
        order by tx, ordering
        limit 1
        """
            .formatted(table);
  }

  /** Up to so many events behind a place, none of which can still be overtaken. */
  @Override
  public List<FeedTail.Stored> page(FeedOffset after, int max) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(pageSql)) {
      setOffset(statement, after);
      statement.setInt(3, max);
      statement.setFetchSize(max);
      var events = new ArrayList<FeedTail.Stored>();
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          events.add(event(row));
        }
      }
      return events;
    }
  }

  /** When the next event was written, even if a running transaction still hides it. */
  Optional<Instant> headWritten(FeedOffset after) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(headSql)) {
      setOffset(statement, after);
      try (var row = statement.executeQuery()) {
        return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
      }
    }
  }

  /**
   * Makes sure that the journal has the event that a consumer stands behind.
   *
   * @throws IllegalStateException when it was restored to a time before: what it writes now may
   *     have lower numbers, and would be skipped
   */
  void requireEvent(FeedOffset offset) throws SQLException {
    if (offset.equals(FeedOffset.START)) {
      return;
    }
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(eventSql)) {
      setOffset(statement, offset);
      try (var row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException(
              "%s has no event %s, behind which this consumer stands: see \"A journal that went"
                      .formatted(table, offset)
                  + " back\" in the package crowdstart.feed");
        }
      }
    }
  }

  private static void setOffset(PreparedStatement statement, FeedOffset after) throws SQLException {
    statement.setString(1, Long.toString(after.transaction()));
    statement.setLong(2, after.ordering());
  }

  private FeedTail.Stored event(ResultSet row) throws SQLException {
    byte[] bytes = row.getBytes(6);
    Object event = serialization.deserialize(bytes, row.getInt(7), row.getString(8)).get();
    return new FeedTail.Stored(
        new FeedEvent<>(
            row.getString(3),
            row.getLong(4),
            event,
            Instant.ofEpochMilli(row.getLong(5)),
            new FeedOffset(Long.parseLong(row.getString(1)), row.getLong(2))),
        bytes.length);
  }
}
