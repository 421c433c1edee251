package crowdstart.sandbox;

/** What there is in the ledger, with Stripe's names and the beginnings of its ids. */
enum Kind {
  CUSTOMER("customer", "cus"),
  PAYMENT_METHOD("payment_method", "pm"),
  SETUP_INTENT("setup_intent", "seti"),
  PAYMENT_INTENT("payment_intent", "pi"),
  CHARGE("charge", "ch"),
  BALANCE_TRANSACTION("balance_transaction", "txn"),
  REFUND("refund", "re"),
  DISPUTE("dispute", "du"),
  EVENT("event", "evt");

  final String label;
  final String prefix;

  Kind(String label, String prefix) {
    this.label = label;
    this.prefix = prefix;
  }
}
