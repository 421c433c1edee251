package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** The tries to take money, those that failed too, and what the provider keeps of it. */
final class Charges {
  /** Per cent of the amount. */
  static final BigDecimal FEE_RATE = new BigDecimal("0.014");

  /** In minor units, for each charge. */
  static final long FEE_FIXED = 25;

  private Charges() {}

  /** In minor units, half a unit rounded up. */
  static long fee(long amount) {
    return BigDecimal.valueOf(amount)
            .multiply(FEE_RATE)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact()
        + FEE_FIXED;
  }

  static ObjectNode add(
      Ledger ledger, ObjectNode payment, ObjectNode method, Optional<TestCard.Decline> decline) {
    boolean isPaid = decline.isEmpty();
    long amount = payment.path("amount").asLong();
    ObjectNode charge = ledger.create(Kind.CHARGE);
    charge
        .put("amount", amount)
        .put("amount_captured", isPaid ? amount : 0)
        .put("amount_refunded", 0)
        .put("captured", isPaid)
        .put("paid", isPaid)
        .put("refunded", false)
        .put("status", isPaid ? "succeeded" : "failed")
        .put("currency", payment.path("currency").asText())
        .put("customer", payment.path("customer").asText())
        .put("payment_intent", Ledger.id(payment))
        .put("payment_method", Ledger.id(method))
        .put("failure_code", decline.map(it -> it.code).orElse(null))
        .put("failure_message", decline.map(it -> it.message).orElse(null))
        .put("balance_transaction", isPaid ? balance(ledger, charge, amount) : null)
        .set("metadata", payment.path("metadata").deepCopy());
    ledger.add(Kind.CHARGE, Ledger.id(payment), charge);
    return charge;
  }

  private static String balance(Ledger ledger, ObjectNode charge, long amount) {
    ObjectNode transaction = ledger.create(Kind.BALANCE_TRANSACTION);
    transaction.remove("livemode");
    transaction
        .put("amount", amount)
        .put("fee", fee(amount))
        .put("net", amount - fee(amount))
        .put("currency", charge.path("currency").asText())
        .put("source", Ledger.id(charge))
        .put("type", "charge")
        .put("reporting_category", "charge")
        .put("status", "pending")
        .put("available_on", ledger.now());
    ledger.add(Kind.BALANCE_TRANSACTION, Ledger.id(charge), transaction);
    return Ledger.id(transaction);
  }
}
