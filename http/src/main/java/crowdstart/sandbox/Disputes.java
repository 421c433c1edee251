package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Banks that dispute a charge for their backers. The money is taken at once, and a fee; evidence
 * decides, as in Stripe's test mode: {@code winning_evidence} or {@code losing_evidence}.
 */
final class Disputes {
  /** In minor units, for each; it is not returned. */
  static final long FEE = 2_000;

  private static final String WINNING = "winning_evidence";
  private static final String LOSING = "losing_evidence";
  private static final Set<String> INQUIRIES =
      Set.of("warning_needs_response", "warning_under_review");
  private static final Set<String> OVER = Set.of("won", "lost", "warning_closed");

  private Disputes() {}

  static void afterCharge(Ledger ledger, Events events, TestCard card, ObjectNode charge) {
    if (card == TestCard.DISPUTED || card == TestCard.INQUIRED) {
      long amount = charge.path("amount_captured").asLong();
      open(ledger, events, charge, amount, "fraudulent", card == TestCard.INQUIRED);
    }
  }

  /** The sandbox's own call: any charge may be disputed, in whole or in part. */
  static ObjectNode open(Ledger ledger, Events events, Form form) {
    form.only("payment_intent", "amount", "reason");
    ObjectNode payment = ledger.lock(Kind.PAYMENT_INTENT, form.required("payment_intent"));
    if (!"succeeded".equals(payment.path("status").asText())) {
      throw Problem.invalid(null, "payment_intent", "There is no successful charge to dispute.");
    }
    ObjectNode charge = ledger.lock(Kind.CHARGE, payment.path("latest_charge").asText());
    long captured = charge.path("amount_captured").asLong();
    long amount = form.number("amount").orElse(captured);
    if (amount > captured) {
      throw Problem.invalid(null, "amount", "More than was captured.");
    }
    String reason = form.text("reason").orElse("fraudulent");
    return open(ledger, events, charge, amount, reason, false);
  }

  private static ObjectNode open(
      Ledger ledger,
      Events events,
      ObjectNode charge,
      long amount,
      String reason,
      boolean isInquiry) {
    ObjectNode dispute = ledger.create(Kind.DISPUTE);
    String payment = charge.path("payment_intent").asText();
    dispute
        .put("amount", amount)
        .put("charge", Ledger.id(charge))
        .put("payment_intent", payment)
        .put("currency", charge.path("currency").asText())
        .put("reason", reason)
        .put("is_charge_refundable", isInquiry)
        .put("status", isInquiry ? "warning_needs_response" : "needs_response");
    dispute.putArray("balance_transactions");
    dispute.putObject("evidence");
    dispute.putObject("metadata");
    if (!isInquiry) {
      move(ledger, dispute, -amount, FEE);
    }
    ledger.add(Kind.DISPUTE, payment, dispute);
    events.add(ledger, "charge.dispute.created", dispute);
    if (!isInquiry) {
      events.add(ledger, "charge.dispute.funds_withdrawn", dispute);
    }
    return dispute;
  }

  /** Evidence is given. */
  static ObjectNode update(Ledger ledger, Events events, String id, Form form) {
    form.only("evidence", "submit", "metadata");
    ObjectNode dispute = unresolved(ledger, id);
    boolean isInquiry = INQUIRIES.contains(dispute.path("status").asText());
    String evidence = form.text("evidence[uncategorized_text]").orElse("");
    switch (evidence) {
      case WINNING -> {
        dispute.put("status", isInquiry ? "warning_closed" : "won");
        if (!isInquiry) {
          move(ledger, dispute, dispute.path("amount").asLong(), 0);
        }
      }
      case LOSING -> dispute.put("status", isInquiry ? "warning_closed" : "lost");
      default -> dispute.put("status", isInquiry ? "warning_under_review" : "under_review");
    }
    ledger.save(dispute);
    events.add(ledger, "charge.dispute.updated", dispute);
    if (dispute.path("status").asText().equals("won")) {
      events.add(ledger, "charge.dispute.funds_reinstated", dispute);
    }
    if (OVER.contains(dispute.path("status").asText())) {
      events.add(ledger, "charge.dispute.closed", dispute);
    }
    return dispute;
  }

  /** The merchant gives in. */
  static ObjectNode close(Ledger ledger, Events events, String id, Form form) {
    form.only("expand");
    ObjectNode dispute = unresolved(ledger, id).put("status", "lost");
    ledger.save(dispute);
    events.add(ledger, "charge.dispute.closed", dispute);
    return dispute;
  }

  private static ObjectNode unresolved(Ledger ledger, String id) {
    ObjectNode dispute = ledger.lock(Kind.DISPUTE, id);
    if (OVER.contains(dispute.path("status").asText())) {
      throw Problem.invalid(null, null, "This dispute is already closed.");
    }
    return dispute;
  }

  /** In minor units: what of a payment must not be refunded. */
  static long blocked(Ledger ledger, String payment) {
    return ledger
        .query("select body from sandbox.object where kind = 'dispute' and owner = ?", payment)
        .stream()
        .filter(it ->
            Set.of("needs_response", "under_review", "lost").contains(it.path("status").asText()))
        .mapToLong(it -> it.path("amount").asLong())
        .sum();
  }

  private static void move(Ledger ledger, ObjectNode dispute, long amount, long fee) {
    ObjectNode transaction = ledger.create(Kind.BALANCE_TRANSACTION);
    transaction.remove("livemode");
    transaction
        .put("amount", amount)
        .put("fee", fee)
        .put("net", amount - fee)
        .put("currency", dispute.path("currency").asText())
        .put("source", Ledger.id(dispute))
        .put("type", "adjustment")
        .put("reporting_category", amount < 0 ? "dispute" : "dispute_reversal")
        .put("status", "available");
    ledger.add(Kind.BALANCE_TRANSACTION, Ledger.id(dispute), transaction);
    ((ArrayNode) dispute.path("balance_transactions")).add(transaction);
  }
}
