package crowdstart.view;

import crowdstart.payment.PaymentEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what happens to orders into {@code view.timeline}, whichever stream says so. */
final class Timeline {
  private static final String ADD =
      "insert into view.timeline (order_id, at, stream, what, detail) values (?, ?, ?, ?, ?)";

  private Timeline() {}

  /**
   * Adds an entry, in the transaction of the offset.
   *
   * @param detail a word more; never personal data
   */
  static void add(
      Connection connection,
      String order,
      Instant at,
      String stream,
      String what,
      @Nullable String detail)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setString(1, order);
      statement.setObject(2, CampaignRows.time(at));
      statement.setString(3, stream);
      statement.setString(4, what);
      statement.setString(5, detail);
      statement.executeUpdate();
    }
  }

  /** Steps of many orders at once. */
  static void addAll(Connection connection, List<Step> steps) throws SQLException {
    if (steps.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (Step step : steps) {
        statement.setString(1, step.order());
        statement.setObject(2, CampaignRows.time(step.at()));
        statement.setString(3, "order");
        statement.setString(4, step.what());
        statement.setString(5, null);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** An order came to a stage. */
  record Step(String order, Instant at, String what) {}

  static void add(Connection connection, String order, PaymentEvent event) throws SQLException {
    switch (event) {
      case PaymentEvent.Opened _ -> add(connection, order, event, "opened", null);
      case PaymentEvent.CardRefused it ->
          add(connection, order, event, "card-refused", it.refusal().label());
      case PaymentEvent.CardSecured _ -> add(connection, order, event, "card-secured", null);
      case PaymentEvent.ChargeFailed it ->
          add(connection, order, event, "charge-failed", it.refusal().label());
      case PaymentEvent.Captured it ->
          add(connection, order, event, "captured", Long.toString(it.amount()));
      case PaymentEvent.RefundTried it ->
          add(connection, order, event, "refund-begun", Long.toString(it.amount()));
      case PaymentEvent.Refunded it ->
          add(connection, order, event, "refunded", Long.toString(it.amount()));
      case PaymentEvent.RefundRefused _ -> add(connection, order, event, "refund-refused", null);
      case PaymentEvent.RefundFailed _ -> add(connection, order, event, "refund-failed", null);
      case PaymentEvent.RefundGivenUp _ -> add(connection, order, event, "refund-given-up", null);
      case PaymentEvent.Disputed it ->
          add(connection, order, event, "disputed", it.standing().status().label());
      case PaymentEvent.Ended it -> add(connection, order, event, "ended", it.why().label());
      case PaymentEvent.SetupTried _,
          PaymentEvent.SetupMade _,
          PaymentEvent.OrderConfirmed _,
          PaymentEvent.ChargeTried _,
          PaymentEvent.ChargeMade _,
          PaymentEvent.EndBegun _,
          PaymentEvent.OrderTold _ -> {}
    }
  }

  private static void add(
      Connection connection, String order, PaymentEvent event, String what, @Nullable String detail)
      throws SQLException {
    add(connection, order, event.at(), "payment", what, detail);
  }
}
