package crowdstart.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Compares the provider's own ledger with our journals, one to one (M1, M3, M4, M6, M9, M10). It
 * shares no code with either side.
 */
final class Reconciliation {
  /** Where an order may stand whose money is with us. */
  private static final Set<String> PAID = Set.of("confirmed");

  /** Where an order's money must not stay. */
  private static final Set<String> ENDED = Set.of("cancelled", "expired", "dropped", "released");

  private final JsonNode ledger;
  private final Books books;
  private final List<String> found = new ArrayList<>();

  private Reconciliation(JsonNode ledger, Books books) {
    this.ledger = ledger;
    this.books = books;
  }

  /** What does not agree; empty when all does. Names orders, so it is for tests alone. */
  static List<String> differences(JsonNode ledger, Books books) {
    Reconciliation reconciliation = new Reconciliation(ledger, books);
    if (ledger.has("isCutOff")) {
      reconciliation.found.add("the ledger is cut off");
    }
    reconciliation.charges();
    reconciliation.attempts();
    reconciliation.refunds();
    reconciliation.disputes();
    reconciliation.books.payments().forEach(reconciliation::judge);
    return List.copyOf(reconciliation.found);
  }

  /** Each captured charge there is one here, and each here is one there. */
  private void charges() {
    Map<String, JsonNode> there = new HashMap<>();
    Set<String> orders = new HashSet<>();
    for (JsonNode charge : ledger.get("charges")) {
      if (charge.get("captured").asLong() > 0) {
        there.put(charge.get("payment").asText(), charge);
        if (!orders.add(charge.get("order").asText())) {
          found.add("M1: charged twice: " + charge.get("order").asText());
        }
      }
    }
    books
        .payments()
        .forEach((order, payment) -> {
          if (payment.captures.size() > 1) {
            found.add("M1: captured twice in the journal: " + order);
          }
          for (Books.Moved capture : payment.captures) {
            JsonNode charge = there.remove(capture.reference());
            if (charge == null) {
              found.add("M1: captured here and not there: " + order);
            } else if (!charge.get("order").asText().equals(order)
                || !charge.get("campaign").asText().equals(payment.campaign)
                || charge.get("captured").asLong() != capture.amount()
                || capture.amount() != payment.amount
                || charge.get("fee").asLong() != payment.fee
                || !charge
                    .get("currency")
                    .asText()
                    .toUpperCase(Locale.ROOT)
                    .equals(payment.currency)) {
              found.add("M6: captured otherwise than it says here: " + order + " " + charge);
            }
          }
        });
    there.values().forEach(charge -> found.add("M1: captured there and not here: " + charge));
  }

  /** Nothing was ever tried that was not stored before. */
  private void attempts() {
    for (String kind : List.of("setups", "payments", "charges")) {
      for (JsonNode object : ledger.get(kind)) {
        Books.Payment payment = books.payments().get(object.get("order").asText());
        if (payment == null || (!kind.equals("setups") && !payment.isTried)) {
          found.add("M9: called before it was stored: " + object);
        }
      }
    }
  }

  private void refunds() {
    Map<String, JsonNode> there = new HashMap<>();
    for (JsonNode refund : ledger.get("refunds")) {
      if (refund.get("status").asText().equals("succeeded")) {
        there.put(refund.get("id").asText(), refund);
      }
      Books.Payment payment = books.payments().get(refund.get("order").asText());
      if (payment == null || !payment.refundsTried.contains(refund.get("refund").asText())) {
        found.add("M9: refunded before it was stored: " + refund);
      }
    }
    books
        .payments()
        .forEach((order, payment) -> {
          Set<String> ids = new HashSet<>();
          for (Books.Moved refund : payment.refunds) {
            JsonNode its = there.remove(refund.reference());
            if (!ids.add(refund.ours())) {
              found.add("M3: one refund twice in the journal: " + order);
            }
            if (its == null) {
              found.add("M3: refunded here and not there: " + order);
            } else if (!its.get("order").asText().equals(order)
                || !its.get("refund").asText().equals(refund.ours())
                || its.get("amount").asLong() != refund.amount()) {
              found.add("M3: refunded otherwise than it says here: " + order + " " + its);
            }
          }
        });
    there.values().forEach(refund -> found.add("M3: refunded there and not here: " + refund));
  }

  private void disputes() {
    Map<String, Map<String, Long>> there = new HashMap<>();
    for (JsonNode dispute : ledger.path("disputes")) {
      there
          .computeIfAbsent(dispute.get("order").asText(), _ -> new HashMap<>())
          .put(dispute.get("id").asText(), dispute.get("taken").asLong());
    }
    books
        .payments()
        .forEach((order, payment) -> {
          Map<String, Long> its = there.getOrDefault(order, Map.of());
          if (!its.equals(payment.disputes)) {
            found.add("M2: disputed otherwise there: " + order + " " + its);
          }
        });
  }

  /** Money and order have come to the same end. */
  private void judge(String order, Books.Payment payment) {
    String stage = books.orders().getOrDefault(order, "unknown");
    // What was given back before may be taken once more.
    long net = Math.max(0, payment.captured() - payment.refunded() - payment.disputed());
    if (payment.refunded() > payment.captured()) {
      found.add("M3: more refunded than captured: " + order);
    }
    if (net > 0 && !PAID.contains(stage)) {
      found.add("M4: paid, but the order is " + stage + ": " + order);
    }
    if (net != 0 && ENDED.contains(stage)) {
      found.add("M4: ended as " + stage + ", but " + net + " stays: " + order);
    }
    if (!payment.isQuiet()) {
      found.add("M10: a refund that was begun is not done: " + order + " " + payment.last);
    }
    if (payment.hasEnded && payment.captures.isEmpty() && PAID.contains(stage)) {
      found.add("M1: confirmed for ever, and never paid: " + order);
    }
  }
}
