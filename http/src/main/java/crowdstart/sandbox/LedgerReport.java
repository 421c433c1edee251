package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;

/** The whole ledger at one moment, for those who compare it with theirs. */
final class LedgerReport {
  /** Of each kind; beyond it the report says that it is cut off. */
  static final int ROWS_MAX = 200_000;

  private LedgerReport() {}

  static ObjectNode read(LedgerDatabase database) {
    return database.run(connection -> {
      // The pool may have asked whether it is alive, which begins a transaction.
      connection.rollback();
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      ObjectNode report = Json.object();
      add(
          connection,
          report,
          "setups",
          "select jsonb_build_object('id', id, 'order', body -> 'metadata' -> 'order',"
              + " 'status', body -> 'status', 'customer', body -> 'customer')"
              + " from sandbox.object where kind = 'setup_intent'");
      add(
          connection,
          report,
          "payments",
          "select jsonb_build_object('id', id, 'order', body -> 'metadata' -> 'order',"
              + " 'campaign', body -> 'metadata' -> 'campaign', 'status', body -> 'status',"
              + " 'amount', body -> 'amount', 'captured', body -> 'amount_received',"
              + " 'currency', body -> 'currency')"
              + " from sandbox.object where kind = 'payment_intent'");
      add(
          connection,
          report,
          "charges",
          "select jsonb_build_object('id', charge.id, 'payment', charge.owner,"
              + " 'order', charge.body -> 'metadata' -> 'order',"
              + " 'campaign', charge.body -> 'metadata' -> 'campaign',"
              + " 'status', charge.body -> 'status', 'amount', charge.body -> 'amount',"
              + " 'captured', charge.body -> 'amount_captured',"
              + " 'refunded', charge.body -> 'amount_refunded',"
              + " 'currency', charge.body -> 'currency',"
              + " 'failure', charge.body -> 'failure_code',"
              + " 'fee', coalesce(balance.body -> 'fee', '0'))"
              + " from sandbox.object charge left join sandbox.object balance"
              + " on balance.id = charge.body ->> 'balance_transaction'"
              + " where charge.kind = 'charge'");
      add(
          connection,
          report,
          "refunds",
          "select jsonb_build_object('id', id, 'payment', owner, 'charge', body -> 'charge',"
              + " 'order', body -> 'metadata' -> 'order',"
              + " 'refund', body -> 'metadata' -> 'refund', 'status', body -> 'status',"
              + " 'amount', body -> 'amount', 'currency', body -> 'currency')"
              + " from sandbox.object where kind = 'refund'");
      add(
          connection,
          report,
          "disputes",
          "select jsonb_build_object('id', dispute.id, 'payment', dispute.owner,"
              + " 'order', payment.body -> 'metadata' -> 'order', 'status', dispute.body -> 'status',"
              + " 'amount', dispute.body -> 'amount', 'taken', coalesce(moves.taken, 0),"
              + " 'fee', coalesce(moves.fee, 0), 'currency', dispute.body -> 'currency')"
              + " from sandbox.object dispute"
              + " join sandbox.object payment on payment.id = dispute.owner"
              + " cross join lateral (select -sum((one ->> 'amount')::bigint) as taken,"
              + " sum((one ->> 'fee')::bigint) as fee"
              + " from jsonb_array_elements(dispute.body -> 'balance_transactions') one) moves"
              + " where dispute.kind = 'dispute'");
      return report;
    });
  }

  private static void add(Connection connection, ObjectNode report, String name, String sql)
      throws SQLException {
    ArrayNode items = report.putArray(name);
    try (var select = connection.prepareStatement(sql + " limit " + (ROWS_MAX + 1))) {
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          if (items.size() == ROWS_MAX) {
            report.put("isCutOff", true);
            return;
          }
          items.add(Json.stored(rows.getString(1)));
        }
      }
    }
  }
}
