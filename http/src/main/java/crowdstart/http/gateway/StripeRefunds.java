package crowdstart.http.gateway;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import crowdstart.identity.OrderId;
import crowdstart.payment.RefundStanding;
import java.util.Optional;

/** Money given back. A repeat finds the first one by our id, however old it is. */
final class StripeRefunds {
  private static final long PAGE_SIZE = 100;

  private final StripeClient client;

  StripeRefunds(StripeClient client) {
    this.client = client;
  }

  RefundStanding make(OrderId order, String charge, String refund, long amount)
      throws StripeException {
    Optional<RefundStanding> earlier = find(charge, refund);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Refund made =
        StripeCalls.keyed(
            order.value() + ":refund:" + refund,
            options ->
                client
                    .v1()
                    .refunds()
                    .create(
                        RefundCreateParams.builder()
                            .setPaymentIntent(charge)
                            .setAmount(amount)
                            .putMetadata(StripeMetadata.ORDER, order.value())
                            .putMetadata(StripeMetadata.REFUND, refund)
                            .build(),
                        options));
    return StripeStandings.refund(made, refund);
  }

  Optional<RefundStanding> find(String charge, String refund) throws StripeException {
    RefundListParams.Builder page =
        RefundListParams.builder().setPaymentIntent(charge).setLimit(PAGE_SIZE);
    while (true) {
      StripeCollection<Refund> found = client.v1().refunds().list(page.build());
      for (Refund candidate : found.getData()) {
        if (StripeMetadata.refund(candidate).filter(refund::equals).isPresent()) {
          return Optional.of(StripeStandings.refund(candidate, refund));
        }
      }
      if (!found.getHasMore() || found.getData().isEmpty()) {
        return Optional.empty();
      }
      page.setStartingAfter(found.getData().getLast().getId());
    }
  }
}
