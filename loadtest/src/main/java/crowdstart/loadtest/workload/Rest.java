package crowdstart.loadtest.workload;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether anything is still under way, as the database shows it. */
final class Rest {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** How often in a row nothing may have moved before it counts as rest. */
  private static final int QUIET_LOOKS = 6;

  private static final String MOVEMENT =
      """
      select (select coalesce(max(ordering), 0) from campaign_journal.event_journal)
        + (select coalesce(max(ordering), 0) from order_journal.event_journal)
        + (select coalesce(max(ordering), 0) from payment_journal.event_journal)
        + (select coalesce(max(ordering), 0) from fulfilment_journal.event_journal)
        + (select coalesce(sum(wakes), 0) from view.payment)
        + (select coalesce(max(position), 0) from view.timeline)
      """;

  /** What there must be none of, and the rows that are such. */
  private static final Map<String, String> UNREST =
      Map.of(
          "orders held",
          "view.orders where stage = 'held'",
          "orders not in the view",
          """
          order_journal.event_journal journal
          where event_ser_manifest = 'order-placed.1' and not exists
            (select 1 from view.orders where id = split_part(journal.persistence_id, '|', 2))
          """,
          "payments under way",
          """
          view.payment
          where stage in ('secured', 'charging', 'refunding', 'ending') or refunds_open > 0
          """,
          "payments overdue whose money the provider has",
          """
          view.payment
          where stage = 'overdue' and exists (
            select 1 from sandbox.object
            where kind = 'charge' and body -> 'metadata' ->> 'order' = payment.id
              and body ->> 'status' = 'succeeded')
          """,
          "payments pledged to a closed campaign",
          """
          view.payment join view.campaign on campaign.id = payment.campaign
          where payment.stage = 'pledged' and campaign.stage <> 'live'
          """,
          "payments open whose order ended",
          """
          view.payment join view.orders on orders.id = payment.id
          where payment.stage in ('securing', 'pledged')
            and orders.stage not in ('held', 'confirmed')
          """,
          "orders confirmed whose payment ended",
          """
          view.payment join view.orders on orders.id = payment.id
          where orders.stage = 'confirmed' and (payment.stage in ('released', 'dropped')
            or (payment.stage = 'refunded' and payment.news_to_order))
          """);

  private Rest() {}

  /** Waits, and returns what did not come to rest in time. */
  static List<String> await(String url, Duration waitMax)
      throws SQLException, InterruptedException {
    long end = System.nanoTime() + waitMax.toNanos();
    try (Connection connection = DriverManager.getConnection(url)) {
      long before = -1;
      int quiet = 0;
      while (true) {
        long movement = Long.parseLong(strings(connection, MOVEMENT).getFirst());
        quiet = movement == before ? quiet + 1 : 0;
        before = movement;
        List<String> unrest = quiet < QUIET_LOOKS ? List.of("journals grow") : unrest(connection);
        if (unrest.isEmpty() || System.nanoTime() > end) {
          return unrest;
        }
        Thread.sleep(LOOK_EVERY);
      }
    }
  }

  static List<String> campaigns(String url) throws SQLException {
    return strings(
        url,
        "select distinct split_part(persistence_id, '|', 2) from campaign_journal.event_journal"
            + " where event_ser_manifest = 'campaign-launched.1' order by 1");
  }

  /** So many orders, the same ones for the same journal. */
  static List<String> orders(String url, int max) throws SQLException {
    return strings(
        url,
        "select split_part(persistence_id, '|', 2) from order_journal.event_journal"
            + " where event_ser_manifest = 'order-placed.1'"
            + " order by md5(persistence_id) limit "
            + max);
  }

  private static List<String> unrest(Connection connection) throws SQLException {
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, String> what : UNREST.entrySet()) {
      String count = strings(connection, "select count(*) from " + what.getValue()).getFirst();
      if (!count.equals("0")) {
        all.add(count + " " + what.getKey());
      }
    }
    return all;
  }

  private static List<String> strings(String url, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      return strings(connection, query);
    }
  }

  private static List<String> strings(Connection connection, String query) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }
}
