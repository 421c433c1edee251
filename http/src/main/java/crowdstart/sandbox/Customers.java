package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whom cards belong to. */
final class Customers {
  private Customers() {}

  static ObjectNode create(Ledger ledger, Form form) {
    ObjectNode customer = ledger.create(Kind.CUSTOMER);
    customer.set("metadata", form.only("metadata", "expand").metadata());
    ledger.add(Kind.CUSTOMER, null, customer);
    return customer;
  }
}
