package crowdstart.view;

import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedPage;
import crowdstart.order.AddressStanding;
import crowdstart.order.OrderEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Keeps the addresses in {@code view.orders}: in the stored form of the event that gave them. */
final class OrderAddresses {
  private static final String GIVEN =
      "update view.orders set address = ?, address_form = ? where id = ?";
  private static final String LOCKED =
      "update view.orders set is_address_locked = true where id = ?";

  private OrderAddresses() {}

  /** Addresses come one by one over days, so each is a statement of its own. */
  static void handle(Connection connection, FeedPage<OrderEvent> page) throws SQLException {
    for (FeedEvent<OrderEvent> event : page.events()) {
      String order = OrderView.entityId(event.persistenceId());
      if (event.event() instanceof OrderEvent.AddressGiven given) {
        try (var statement = connection.prepareStatement(GIVEN)) {
          statement.setBytes(1, Forms.bytes(given));
          statement.setString(2, Forms.name(given));
          statement.setString(3, order);
          statement.executeUpdate();
        }
      } else if (event.event() instanceof OrderEvent.AddressLocked) {
        try (var statement = connection.prepareStatement(LOCKED)) {
          statement.setString(1, order);
          statement.executeUpdate();
        }
      }
    }
  }

  /** The address in a row that has these three columns. */
  static AddressStanding read(ResultSet row) throws SQLException {
    byte[] form = row.getBytes("address");
    if (form == null) {
      return AddressStanding.NONE;
    }
    var given = (OrderEvent.AddressGiven) Forms.read(form, row.getString("address_form"));
    return new AddressStanding(given.address(), row.getBoolean("is_address_locked"));
  }
}
