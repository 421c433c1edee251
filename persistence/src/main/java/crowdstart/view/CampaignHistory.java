package crowdstart.view;

import crowdstart.campaign.Campaign;
import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.CampaignState;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What a campaign was at some point, from its journal. */
final class CampaignHistory {

  private static final String SNAPSHOT =
      """
      select sequence_number, snapshot_payload, snapshot_ser_manifest
      from campaign_journal.snapshot
      where persistence_id = ? and sequence_number <= ?
      order by sequence_number desc limit 1
      """;

  private static final String EVENTS =
      """
      select event_payload, event_ser_manifest
      from campaign_journal.event_journal
      where persistence_id = ? and sequence_number between ? and ?
      order by sequence_number
      """;

  private static final int FETCH_SIZE = 50;

  private record Base(CampaignState state, long sequenceNumber) {}

  private final DataSource source;

  CampaignHistory(DataSource source) {
    this.source = source;
  }

  /** The state behind the event of that number; of 0, before there was anything. */
  CampaignState at(String persistenceId, long sequenceNumber) throws SQLException {
    if (sequenceNumber == 0) {
      return new CampaignState.Absent();
    }
    try (Connection connection = source.getConnection()) {
      Base base = snapshot(connection, persistenceId, sequenceNumber);
      return replayed(connection, persistenceId, base, sequenceNumber);
    }
  }

  private static Base snapshot(Connection connection, String persistenceId, long sequenceNumber)
      throws SQLException {
    try (var statement = connection.prepareStatement(SNAPSHOT)) {
      statement.setString(1, persistenceId);
      statement.setLong(2, sequenceNumber);
      try (var row = statement.executeQuery()) {
        return row.next()
            ? new Base(
                (CampaignState) Forms.read(row.getBytes(2), row.getString(3)), row.getLong(1))
            : new Base(new CampaignState.Absent(), 0);
      }
    }
  }

  private static CampaignState replayed(
      Connection connection, String persistenceId, Base base, long sequenceNumber)
      throws SQLException {
    CampaignState state = base.state();
    // The driver reads in parts only within a transaction.
    connection.setAutoCommit(false);
    try (var statement = connection.prepareStatement(EVENTS)) {
      statement.setFetchSize(FETCH_SIZE);
      statement.setString(1, persistenceId);
      statement.setLong(2, base.sequenceNumber() + 1);
      statement.setLong(3, sequenceNumber);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          var event = (CampaignEvent) Forms.read(row.getBytes(1), row.getString(2));
          state = Campaign.evolve(state, event);
        }
      }
    } finally {
      connection.rollback();
    }
    return state;
  }
}
