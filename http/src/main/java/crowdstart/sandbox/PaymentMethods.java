package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Cards that belong to a customer. */
final class PaymentMethods {
  /** What only the sandbox knows; never shown. */
  private static final String CARD = "sandbox_card";

  private static final String CHARGES = "sandbox_charges";

  private PaymentMethods() {}

  static ObjectNode create(Ledger ledger, TestCard card, String customer) {
    ObjectNode method = ledger.create(Kind.PAYMENT_METHOD);
    method.put("type", "card").put("customer", customer).put(CARD, card.name()).put(CHARGES, 0);
    ledger.add(Kind.PAYMENT_METHOD, customer, method);
    return method;
  }

  static TestCard card(ObjectNode method) {
    return TestCard.valueOf(method.path(CARD).asText());
  }

  /** How often it has been charged before; this is once more. */
  static int countCharge(Ledger ledger, ObjectNode method) {
    int before = method.path(CHARGES).asInt();
    ledger.save(method.put(CHARGES, before + 1));
    return before;
  }

  static ObjectNode shown(ObjectNode method) {
    ObjectNode shown = method.deepCopy();
    shown.remove(CARD);
    shown.remove(CHARGES);
    return shown;
  }
}
