package crowdstart.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crowdstart.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What our journals say of money, read from their rows without any code of production: the rules
 * are what is being judged.
 *
 * @param payments by order
 * @param orders the last stage of each order, as the name of the event that led there
 */
record Books(Map<String, Payment> payments, Map<String, String> orders) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String ROWS =
      """
      select substr(persistence_id, strpos(persistence_id, '|') + 1), event_ser_manifest,
        convert_from(event_payload, 'UTF8')
      from %s.event_journal where persistence_id like '%s|%%'
      order by persistence_id, sequence_number
      """;

  /** One side of a movement of money: the provider's id, ours, and the amount in minor units. */
  record Moved(String reference, String ours, long amount) {}

  /** One payment, added up from its events. */
  static final class Payment {
    final String campaign;
    final long amount;
    final String currency;
    final List<Moved> captures = new ArrayList<>();
    final List<Moved> refunds = new ArrayList<>();
    final List<String> refundsTried = new ArrayList<>();
    final List<String> refundsFailed = new ArrayList<>();
    final Map<String, Long> disputes = new LinkedHashMap<>();
    boolean isTried;
    boolean hasEnded;
    long fee;
    String last = "";

    Payment(JsonNode opened) {
      campaign = opened.get("campaign").asText();
      amount = opened.get("amount").asLong();
      currency = opened.get("currency").asText();
    }

    /** Whether every refund that was begun is done, or did not arrive. */
    boolean isQuiet() {
      return refundsTried.size() == refunds.size() + refundsFailed.size();
    }

    long captured() {
      return captures.stream().mapToLong(Moved::amount).sum();
    }

    long disputed() {
      return disputes.values().stream().mapToLong(Long::longValue).sum();
    }

    long refunded() {
      return refunds.stream().mapToLong(Moved::amount).sum();
    }
  }

  static Books read(DatabaseAddress database) throws SQLException {
    return read(database, database);
  }

  /** From journals that live apart. */
  static Books read(DatabaseAddress ofOrders, DatabaseAddress ofPayments) throws SQLException {
    Map<String, Payment> payments = new LinkedHashMap<>();
    Map<String, String> orders = new LinkedHashMap<>();
    try (Connection connection = ofPayments.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ROWS.formatted("payment_journal", "payment"))) {
      while (rows.next()) {
        add(payments, rows.getString(1), rows.getString(2), json(rows.getString(3)));
      }
    }
    try (Connection connection = ofOrders.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ROWS.formatted("order_journal", "order"))) {
      while (rows.next()) {
        orders.put(rows.getString(1), word(rows.getString(2), "order-"));
      }
    }
    return new Books(payments, orders);
  }

  /** Adds one stored event. */
  static void add(Map<String, Payment> payments, String order, String form, JsonNode event) {
    String what = word(form, "payment-");
    if (what.equals("opened")) {
      if (payments.put(order, new Payment(event)) != null) {
        throw new AssertionError("a payment was opened twice");
      }
    }
    @Nullable Payment payment = payments.get(order);
    if (payment == null) {
      throw new AssertionError("a payment begins with " + form);
    }
    payment.last = what;
    switch (what) {
      case "charge-tried" -> payment.isTried = true;
      case "captured" -> {
        payment.fee += event.get("fee").asLong();
        payment.captures.add(
            new Moved(event.get("charge").asText(), order, event.get("amount").asLong()));
      }
      case "refund-tried" -> payment.refundsTried.add(event.get("refund").asText());
      case "refunded" ->
          payment.refunds.add(
              new Moved(
                  event.get("reference").asText(),
                  event.get("refund").asText(),
                  event.get("amount").asLong()));
      case "disputed" ->
          payment.disputes.merge(
              event.get("dispute").asText(), event.get("takenSince").asLong(), Long::sum);
      case "refund-failed" -> {
        String refund = event.get("refund").asText();
        boolean wasDone = payment.refunds.removeIf(it -> it.ours().equals(refund));
        if (wasDone != event.get("returned").asLong() > 0) {
          throw new AssertionError("what came back had not gone, or nothing did: " + event);
        }
        payment.refundsFailed.add(refund);
      }
      case "ended" -> payment.hasEnded = true;
      default -> {}
    }
  }

  private static String word(String form, String prefix) {
    return form.substring(prefix.length(), form.lastIndexOf('.'));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError("a stored event is not JSON", e);
    }
  }
}
