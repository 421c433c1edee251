package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Money given back, never more than was captured. */
final class Refunds {
  private Refunds() {}

  static ObjectNode create(Ledger ledger, Events events, Form form) {
    form.only("payment_intent", "amount", "metadata", "reason", "expand");
    String id = form.required("payment_intent");
    ObjectNode payment = ledger.lock(Kind.PAYMENT_INTENT, id);
    if (!"succeeded".equals(payment.path("status").asText())) {
      throw Problem.invalid(
          null,
          "payment_intent",
          "This PaymentIntent does not have a successful charge to refund.");
    }
    ObjectNode charge = ledger.lock(Kind.CHARGE, payment.path("latest_charge").asText());
    long refunded = charge.path("amount_refunded").asLong();
    long left = charge.path("amount_captured").asLong() - refunded;
    if (left == 0) {
      throw Problem.invalid(
          "charge_already_refunded",
          null,
          "Charge " + Ledger.id(charge) + " has already been refunded.");
    }
    left -= Disputes.blocked(ledger, id);
    if (left <= 0) {
      throw Problem.invalid(
          "charge_disputed", null, "Charge " + Ledger.id(charge) + " has been charged back.");
    }
    long amount = form.number("amount").orElse(left);
    if (amount > left) {
      throw Problem.invalid(
          null, "amount", "Refund amount is greater than unrefunded amount on charge.");
    }
    ObjectNode refund = ledger.create(Kind.REFUND);
    refund.remove("livemode");
    refund
        .put("amount", amount)
        .put("currency", charge.path("currency").asText())
        .put("charge", Ledger.id(charge))
        .put("payment_intent", id)
        .put("reason", form.text("reason").orElse(null))
        .put("status", "succeeded")
        .set("metadata", form.metadata());
    int before =
        ledger
            .query("select body from sandbox.object where kind = 'refund' and owner = ?", id)
            .size();
    ledger.add(Kind.REFUND, id, refund);
    ObjectNode method = ledger.get(Kind.PAYMENT_METHOD, charge.path("payment_method").asText());
    if (PaymentMethods.card(method).sendsBack(before)) {
      Bank.willSendBack(ledger, refund);
    }
    charge
        .put("amount_refunded", refunded + amount)
        .put("refunded", refunded + amount == charge.path("amount_captured").asLong());
    ledger.save(charge);
    events.add(ledger, "refund.created", refund);
    events.add(ledger, "refund.updated", refund);
    events.add(ledger, "charge.refunded", charge);
    return refund;
  }

  /** It did not arrive: the money is with the merchant again. */
  static void fail(Ledger ledger, Events events, String id) {
    ObjectNode refund = ledger.lock(Kind.REFUND, id);
    ObjectNode charge = ledger.lock(Kind.CHARGE, refund.path("charge").asText());
    long left = charge.path("amount_refunded").asLong() - refund.path("amount").asLong();
    charge.put("amount_refunded", left).put("refunded", false);
    ledger.save(charge);
    refund.put("status", "failed").put("failure_reason", "expired_or_canceled_card");
    ledger.save(refund);
    events.add(ledger, "refund.updated", refund);
    events.add(ledger, "refund.failed", refund);
  }
}
