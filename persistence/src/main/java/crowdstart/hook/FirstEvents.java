package crowdstart.hook;

import crowdstart.journal.stored.StoredSerializer;
import java.io.NotSerializableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** The events that entities began with, from their journal: only those say whose they are. */
final class FirstEvents<E> {

  private final DataSource journal;
  private final String sql;
  private final Class<E> type;
  private final StoredSerializer serializer = new StoredSerializer();

  /**
   * Of one journal.
   *
   * @param schema that it is in
   * @param type what its entities begin with
   */
  FirstEvents(DataSource journal, String schema, Class<E> type) {
    this.journal = journal;
    this.sql =
        """
        select persistence_id, event_payload, event_ser_manifest from %s.event_journal
        where persistence_id = any(?) and sequence_number = 1
        """
            .formatted(schema);
    this.type = type;
  }

  /** By the persistence id of each; a map that the caller may add to. */
  Map<String, E> read(Collection<String> persistenceIds) throws SQLException {
    var found = new HashMap<String, E>();
    if (persistenceIds.isEmpty()) {
      return found;
    }
    try (Connection connection = journal.getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", persistenceIds.toArray()));
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          Object event = serializer.fromBinary(row.getBytes(2), row.getString(3));
          if (type.isInstance(event)) {
            found.put(row.getString(1), type.cast(event));
          }
        }
      }
    } catch (NotSerializableException e) {
      throw new SQLException(e);
    }
    return found;
  }
}
