package crowdstart.proof;

import crowdstart.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the view says of the payments of some campaigns: how far they are, and what is due. */
final class PaymentRowsNow {
  private PaymentRowsNow() {}

  /** Stages by order. */
  static Map<String, String> stages(DatabaseAddress database, Set<String> campaigns) {
    try (Connection connection = database.connect();
        var select =
            connection.prepareStatement(
                "select id, stage from view.payment where campaign = any (?)")) {
      select.setArray(1, connection.createArrayOf("varchar", campaigns.toArray()));
      Map<String, String> stages = new HashMap<>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          stages.put(rows.getString(1), rows.getString(2));
        }
      }
      return stages;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Payments that something should have happened to by then, and where each of them stands. */
  static List<String> due(DatabaseAddress database, Set<String> campaigns, Instant by) {
    try (Connection connection = database.connect();
        var select =
            connection.prepareStatement(
                "select id || ' ' || stage || ' ' || due_at from view.payment"
                    + " where campaign = any (?) and due_at <= ?")) {
      select.setArray(1, connection.createArrayOf("varchar", campaigns.toArray()));
      select.setObject(2, by.atOffset(ZoneOffset.UTC));
      List<String> due = new ArrayList<>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          due.add(rows.getString(1));
        }
      }
      return due;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
