package crowdstart.view;

import crowdstart.campaign.Campaign;
import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.CampaignState;
import crowdstart.campaign.StockTotals;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What a campaign's stock came to, for events that do not say so: from the journal. The states of
 * some campaigns are kept at hand, since such events follow each other. Not safe for use by several
 * threads.
 */
final class CampaignHistory {

  /** Campaigns whose states are kept at hand; the one used longest ago goes first. */
  static final int CAMPAIGNS_MAX = 1_000;

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
  private final Map<String, Base> states =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Base> eldest) {
          return size() > CAMPAIGNS_MAX;
        }
      };

  CampaignHistory(DataSource source) {
    this.source = source;
  }

  /** Behind the event of that number. */
  StockTotals totals(String persistenceId, long sequenceNumber, CampaignEvent event)
      throws SQLException {
    Base before = states.get(persistenceId);
    CampaignState after =
        before != null && before.sequenceNumber() == sequenceNumber - 1
            ? Campaign.evolve(before.state(), event)
            : at(persistenceId, sequenceNumber);
    states.put(persistenceId, new Base(after, sequenceNumber));
    return after instanceof CampaignState.Known known
        ? StockTotals.of(known.stock())
        : new StockTotals(List.of(), 0, 0, null);
  }

  private CampaignState at(String persistenceId, long sequenceNumber) throws SQLException {
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
