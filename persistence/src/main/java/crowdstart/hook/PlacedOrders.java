package crowdstart.hook;

import crowdstart.journal.stored.StoredSerializer;
import crowdstart.order.OrderEvent;
import java.io.NotSerializableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Orders as they were placed, from their journal. */
final class PlacedOrders {

  private static final String FIRST_EVENTS =
      """
      select persistence_id, event_payload, event_ser_manifest from order_journal.event_journal
      where persistence_id = any(?) and sequence_number = 1
      """;

  private final DataSource journal;
  private final StoredSerializer serializer = new StoredSerializer();

  PlacedOrders(DataSource journal) {
    this.journal = journal;
  }

  /** By the persistence id of each; a map that the caller may add to. */
  Map<String, OrderEvent.Placed> read(Collection<String> persistenceIds) throws SQLException {
    var placed = new HashMap<String, OrderEvent.Placed>();
    if (persistenceIds.isEmpty()) {
      return placed;
    }
    try (Connection connection = journal.getConnection();
        var statement = connection.prepareStatement(FIRST_EVENTS)) {
      statement.setArray(1, connection.createArrayOf("text", persistenceIds.toArray()));
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          if (serializer.fromBinary(row.getBytes(2), row.getString(3))
              instanceof OrderEvent.Placed placing) {
            placed.put(row.getString(1), placing);
          }
        }
      }
    } catch (NotSerializableException e) {
      throw new SQLException(e);
    }
    return placed;
  }
}
