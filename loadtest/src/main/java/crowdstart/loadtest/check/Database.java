package crowdstart.loadtest.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crowdstart.loadtest.history.Operation;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads the journals, the views and the sandbox's ledger by SQL. */
public final class Database {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Database() {}

  /**
   * Reads everything, once all has come to rest.
   *
   * @param url of the PostgreSQL with journals and views
   * @param sandboxUrl of the one with the sandbox's ledger
   */
  public static Evidence read(List<Operation> operations, String url, String sandboxUrl)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Connection sandbox = DriverManager.getConnection(sandboxUrl)) {
      return new Evidence(
          List.copyOf(operations),
          journal(connection, "campaign_journal"),
          journal(connection, "order_journal"),
          journal(connection, "payment_journal"),
          journal(connection, "fulfilment_journal"),
          views(connection),
          provider(sandbox, url.equals(sandboxUrl)));
    }
  }

  private static Views views(Connection connection) throws SQLException {
    return new Views(
        objects(
            connection,
            "select id, version, stage, pledged, held, backers, orders, tier_held, tier_sold"
                + " from view.campaign"),
        objects(connection, "select id, campaign, stage from view.orders"),
        objects(
            connection, "select id, campaign, stage, captured, fee, refunded from view.payment"),
        objects(
            connection,
            "select position, campaign, order_id, sequence_number, kind, account, amount, currency"
                + " from view.posting order by position"),
        objects(connection, "select * from view.balance"));
  }

  private static Provider provider(Connection connection, boolean isSameDatabase)
      throws SQLException {
    // Where both are written to one PostgreSQL, its count of transactions says what came first.
    String transaction = isSameDatabase ? "xmin::text::bigint" : "0";
    return new Provider(
        objects(
            connection,
            "select id, body -> 'metadata' ->> 'order' as order, body ->> 'status' as status,"
                + " (body ->> 'amount')::bigint as amount, body ->> 'currency' as currency"
                + " from sandbox.object where kind = 'payment_intent' order by seq"),
        objects(
            connection,
            "select id, owner as payment, body -> 'metadata' ->> 'order' as order,"
                + " body ->> 'status' as status, (body ->> 'amount')::bigint as amount,"
                + " (body ->> 'amount_captured')::bigint as captured,"
                + " (body ->> 'amount_refunded')::bigint as refunded,"
                + " body ->> 'currency' as currency, "
                + transaction
                + " as transaction from sandbox.object where kind = 'charge' order by seq"),
        objects(
            connection,
            "select id, owner as payment, body -> 'metadata' ->> 'order' as order,"
                + " body -> 'metadata' ->> 'refund' as refund, body ->> 'status' as status,"
                + " (body ->> 'amount')::bigint as amount, "
                + transaction
                + " as transaction from sandbox.object where kind = 'refund' order by seq"),
        objects(
            connection,
            "select dispute.id, dispute.owner as payment,"
                + " payment.body -> 'metadata' ->> 'order' as order,"
                + " dispute.body ->> 'status' as status,"
                + " (dispute.body ->> 'amount')::bigint as amount,"
                + " (select coalesce(-sum((move ->> 'amount')::bigint), 0)"
                + " from jsonb_array_elements(dispute.body -> 'balance_transactions') move) as taken"
                + " from sandbox.object dispute"
                + " join sandbox.object payment on payment.id = dispute.owner"
                + " where dispute.kind = 'dispute' order by dispute.seq"));
  }

  private static Journal journal(Connection connection, String schema) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select ordering, persistence_id, sequence_number, tx::text::bigint & 4294967295, writer,"
                    + " event_ser_manifest, event_payload from "
                    + schema
                    + ".event_journal order by ordering")) {
      while (row.next()) {
        String id = row.getString(2);
        int bar = id.indexOf('|');
        rows.add(
            new Row(
                row.getLong(1),
                id.substring(0, bar),
                id.substring(bar + 1),
                row.getLong(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                json(new String(row.getBytes(7), StandardCharsets.UTF_8))));
      }
    }
    return new Journal(rows);
  }

  private static List<JsonNode> objects(Connection connection, String query) throws SQLException {
    List<JsonNode> objects = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select to_jsonb(it)::text from (" + query + ") as it")) {
      while (row.next()) {
        objects.add(json(row.getString(1)));
      }
    }
    return objects;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored, and not JSON: " + text, e);
    }
  }
}
