package crowdstart.view;

import crowdstart.payment.CollectionEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes {@code view.collection}. */
final class CollectionRows {
  private CollectionRows() {}

  static void handle(Connection connection, String campaign, CollectionEvent event)
      throws SQLException {
    switch (event) {
      case CollectionEvent.Begun begun -> {
        try (PreparedStatement statement =
            connection.prepareStatement(
                "insert into view.collection (campaign, outcome, is_paused, begun_at)"
                    + " values (?, ?, false, ?) on conflict (campaign) do nothing")) {
          statement.setString(1, campaign);
          statement.setString(2, begun.outcome().label());
          statement.setObject(3, CampaignRows.time(begun.at()));
          statement.executeUpdate();
        }
      }
      case CollectionEvent.Paused _ -> pause(connection, campaign, true);
      case CollectionEvent.Resumed _ -> pause(connection, campaign, false);
    }
  }

  private static void pause(Connection connection, String campaign, boolean isPaused)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update view.collection set is_paused = ? where campaign = ?")) {
      statement.setBoolean(1, isPaused);
      statement.setString(2, campaign);
      statement.executeUpdate();
    }
  }
}
