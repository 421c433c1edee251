package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom cards belong to. */
final class Customers {
  /** The one kind of search that we use. */
  private static final Pattern BY_ORDER = Pattern.compile("metadata\\['order'] ?: ?'([^']+)'");

  private Customers() {}

  static ObjectNode create(Ledger ledger, Form form) {
    ObjectNode customer = ledger.create(Kind.CUSTOMER);
    customer.set("metadata", form.only("metadata", "expand").metadata());
    ledger.add(Kind.CUSTOMER, null, customer);
    return customer;
  }

  static ObjectNode search(Ledger ledger, Form form) {
    String query = form.only("query", "limit", "expand").required("query");
    Matcher matcher = BY_ORDER.matcher(query);
    if (!matcher.matches()) {
      throw Problem.invalid(null, "query", "The sandbox only searches by metadata['order'].");
    }
    List<ObjectNode> found = ledger.ofOrder(Kind.CUSTOMER, matcher.group(1));
    ObjectNode list = Lists.list(found.reversed(), false, "/v1/customers/search");
    return list.put("object", "search_result").putNull("next_page");
  }
}
