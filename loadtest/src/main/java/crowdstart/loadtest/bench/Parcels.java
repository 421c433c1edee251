package crowdstart.loadtest.bench;

import crowdstart.loadtest.process.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Counts a campaign's captured payments and parcels, where the views keep them. */
final class Parcels {
  /** How long nothing may change for the views to count as quiet. */
  private static final long QUIET_MILLIS = 1_000;

  private static final long QUIET_SECONDS_MAX = 120;
  private static final long CATCH_UP_SECONDS_MAX = 180;
  private static final long LOOK_MILLIS = 100;

  private static final String CAPTURED =
      "select count(*) from view.payment where campaign = ? and captured > 0";
  private static final String SHIPMENTS = "select count(*) from view.shipment where campaign = ?";
  private static final String MISSING =
      """
      select count(*) from view.payment p
      where p.campaign = ? and p.captured > 0
        and not exists (select from view.shipment s where s.id = p.id)\
      """;
  private static final String ORDERS = "select count(*) from view.orders where ? = ''";

  private final Database database;

  Parcels(Database database) {
    this.database = database;
  }

  /** Waits until the views have taken in every order placed so far. */
  void awaitQuiet() throws SQLException, InterruptedException {
    long began = System.nanoTime();
    long before = -1;
    for (long now = count(ORDERS, ""); now != before; now = count(ORDERS, "")) {
      if (System.nanoTime() - began > QUIET_SECONDS_MAX * 1_000_000_000) {
        throw new IllegalStateException("the views did not come to rest");
      }
      before = now;
      Thread.sleep(QUIET_MILLIS);
    }
  }

  /** How many captured payments have no parcel yet. */
  static long missing(Connection connection, String campaign) throws SQLException {
    return count(connection, MISSING, campaign);
  }

  /** Waits until each captured payment has its parcel, no longer than its limit. */
  CatchUp awaitCaughtUp(String campaign, double stoppedSeconds, long confirmed, long behind)
      throws SQLException, InterruptedException {
    long began = System.nanoTime();
    while (true) {
      double seconds = (System.nanoTime() - began) / 1e9;
      CatchUp now =
          new CatchUp(
              stoppedSeconds,
              confirmed,
              count(CAPTURED, campaign),
              behind,
              count(SHIPMENTS, campaign),
              count(MISSING, campaign),
              seconds);
      if (now.isComplete() || seconds > CATCH_UP_SECONDS_MAX) {
        return now;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private long count(String query, String campaign) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url())) {
      return count(connection, query, campaign);
    }
  }

  private static long count(Connection connection, String query, String campaign)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, campaign);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
