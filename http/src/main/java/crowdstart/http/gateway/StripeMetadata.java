package crowdstart.http.gateway;

import com.stripe.model.MetadataStore;
import crowdstart.identity.OrderId;
import java.util.Map;
import java.util.Optional;

/** Our ids beside Stripe's. */
final class StripeMetadata {
  static final String ORDER = "order";
  static final String CAMPAIGN = "campaign";
  static final String ATTEMPT = "attempt";
  static final String REFUND = "refund";

  private StripeMetadata() {}

  static Optional<OrderId> order(MetadataStore<?> object) {
    return read(object, ORDER).flatMap(OrderId::parse);
  }

  static Optional<String> refund(MetadataStore<?> object) {
    return read(object, REFUND);
  }

  private static Optional<String> read(MetadataStore<?> object, String name) {
    Map<String, String> metadata = object.getMetadata();
    return metadata == null ? Optional.empty() : Optional.ofNullable(metadata.get(name));
  }
}
