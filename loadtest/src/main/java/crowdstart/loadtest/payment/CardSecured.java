package crowdstart.loadtest.payment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The event by which the provider says that an order's card is secured, in Stripe's form. */
final class CardSecured {
  static final String TYPE = "setup_intent.succeeded";

  private static final ObjectMapper JSON = new ObjectMapper();

  private CardSecured() {}

  /**
   * @param version of the provider's API; a node leaves other versions' events alone
   * @param atSeconds counts from 1970
   */
  static String body(String version, OpenedOrder order, Card card, long atSeconds) {
    ObjectNode event =
        JSON.createObjectNode()
            .put("id", "evt_" + order.reference())
            .put("object", "event")
            .put("api_version", version)
            .put("type", TYPE)
            .put("created", atSeconds)
            .put("livemode", false);
    ObjectNode setup =
        event
            .putObject("data")
            .putObject("object")
            .put("id", order.reference())
            .put("object", "setup_intent")
            .put("customer", card.customer())
            .put("status", "succeeded")
            .put("payment_method", card.method());
    setup.putObject("metadata").put("order", order.order()).put("attempt", "1");
    return event.toString();
  }
}
