package crowdstart.http.gateway;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerSearchParams;
import com.stripe.param.PaymentIntentListParams;
import crowdstart.identity.OrderId;
import java.util.List;

/**
 * The customers of orders. One order should have one: a charge is bound to its customer for ever,
 * so that another card helps only if it belongs to the same.
 */
final class StripeCustomers {
  /** An order has more than one only where a provider forgot a key. */
  static final long CUSTOMERS_MAX = 20;

  private final StripeClient client;

  StripeCustomers(StripeClient client) {
    this.client = client;
  }

  /**
   * The customer of an order; made when there is none.
   *
   * @param attempt from 1; only later ones look for what earlier ones made
   */
  String of(OrderId order, int attempt) throws StripeException {
    List<Customer> known = attempt == 1 ? List.of() : find(order);
    for (Customer customer : known) {
      if (known.size() == 1 || hasCharge(customer)) {
        return customer.getId();
      }
    }
    return known.isEmpty() ? create(order) : known.getLast().getId();
  }

  /** The newest first. Stripe finds a customer up to a minute late; until then its key does. */
  private List<Customer> find(OrderId order) throws StripeException {
    return client
        .v1()
        .customers()
        .search(
            CustomerSearchParams.builder()
                .setQuery("metadata['" + StripeMetadata.ORDER + "']:'" + order.value() + "'")
                .setLimit(CUSTOMERS_MAX)
                .build())
        .getData();
  }

  private boolean hasCharge(Customer customer) throws StripeException {
    return !client
        .v1()
        .paymentIntents()
        .list(PaymentIntentListParams.builder().setCustomer(customer.getId()).setLimit(1L).build())
        .getData()
        .isEmpty();
  }

  private String create(OrderId order) throws StripeException {
    return StripeCalls.keyed(
            order.value() + ":customer",
            options ->
                client
                    .v1()
                    .customers()
                    .create(
                        CustomerCreateParams.builder()
                            .putMetadata(StripeMetadata.ORDER, order.value())
                            .build(),
                        options))
        .getId();
  }
}
