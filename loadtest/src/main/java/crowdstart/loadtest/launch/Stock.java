package crowdstart.loadtest.launch;

import crowdstart.loadtest.process.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the database says of a campaign.
 *
 * @param held units of the limited tier that wait for their payment
 * @param sold units of the limited tier that are confirmed
 * @param orders of the campaign, of both tiers, in whatever state
 * @param confirmed orders, of both tiers
 */
record Stock(long held, long sold, long orders, long confirmed) {
  private static final String TIERS =
      "select tier_held[1], tier_sold[1] from view.campaign where id = ?";
  private static final String ORDERS =
      "select count(*), count(*) filter (where stage = 'confirmed') from view.orders where campaign = ?";

  static Stock read(Database database, String campaign) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url());
        PreparedStatement tiers = connection.prepareStatement(TIERS);
        PreparedStatement orders = connection.prepareStatement(ORDERS)) {
      tiers.setString(1, campaign);
      orders.setString(1, campaign);
      try (ResultSet tier = tiers.executeQuery();
          ResultSet order = orders.executeQuery()) {
        return tier.next() && order.next()
            ? new Stock(tier.getLong(1), tier.getLong(2), order.getLong(1), order.getLong(2))
            : new Stock(0, 0, 0, 0);
      }
    }
  }

  long taken() {
    return held + sold;
  }
}
