package crowdstart.http.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.SetupIntent;
import com.stripe.model.StripeObject;
import com.stripe.net.ApiResource;
import crowdstart.identity.OrderId;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.ProviderNews;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells Stripe's webhooks from forged ones, and what they say. It keeps no memory: the same webhook
 * may come twice, and says the same.
 *
 * <p>It goes by the object and not by the event's type, so that types that come later are
 * understood as well. {@code charge.refunded} says nothing new: its charge does not tell which
 * refund it was, and {@code refund.updated} does.
 */
public final class StripeWebhook {
  private static final ObjectReader JSON =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final List<byte[]> secrets;

  /**
   * @param secrets of the endpoint; several while they are being changed
   * @throws IllegalArgumentException when there is none, or one is empty
   */
  public StripeWebhook(List<String> secrets) {
    if (secrets.isEmpty() || secrets.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("an endpoint needs a secret");
    }
    this.secrets = secrets.stream().map(secret -> secret.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** What a request turned out to be. */
  public sealed interface Verdict {}

  /** Not from Stripe, or not from now: to be refused, and nothing to be done. */
  public record Rejected(Why why) implements Verdict {}

  /**
   * Stripe's, and nothing to us, or nothing that we know how to read: to be answered as well
   * received, since it would read no better the next time. What it was about is found by polling.
   */
  public record Ignored() implements Verdict {}

  /** Something of an order of ours, or of one that looks like it. */
  public record News(OrderId order, ProviderNews news) implements Verdict {
    /** The order's id is a capability. */
    @Override
    public String toString() {
      return "News[" + news + "]";
    }
  }

  /**
   * A dispute, which does not say what it is of.
   *
   * @param charge the provider's id of it
   */
  public record Disputed(String charge, DisputeStanding standing) implements Verdict {}

  /** What a request lacks. */
  public enum Why {
    NO_SIGNATURE,
    MALFORMED_SIGNATURE,
    WRONG_SIGNATURE,
    /** Signed right, but too long ago, or by a clock that is ahead. */
    OUT_OF_TIME,
    NOT_JSON
  }

  /**
   * Reads one request.
   *
   * @param body its very bytes
   * @param signature the header {@code Stripe-Signature}, if there is one
   */
  public Verdict read(byte[] body, @Nullable String signature, Instant now) {
    if (signature == null) {
      return new Rejected(Why.NO_SIGNATURE);
    }
    Optional<StripeSignature> parsed = StripeSignature.parse(signature);
    if (parsed.isEmpty()) {
      return new Rejected(Why.MALFORMED_SIGNATURE);
    }
    if (!parsed.get().isOf(body, secrets)) {
      return new Rejected(Why.WRONG_SIGNATURE);
    }
    return parsed.get().isTimely(now) ? read(body) : new Rejected(Why.OUT_OF_TIME);
  }

  private static Verdict read(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (!isJson(text)) {
      return new Rejected(Why.NOT_JSON);
    }
    try {
      Event event = ApiResource.deserializeStripeObject(text, Event.class, null);
      return event == null || event.getType() == null ? new Ignored() : translated(event);
    } catch (RuntimeException unlikeAnyThatWeKnow) {
      return new Ignored();
    }
  }

  private static boolean isJson(String text) {
    try {
      return !JSON.readTree(text).isMissingNode();
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }

  /** What an event says that was asked for, and so is the provider's. */
  static Verdict read(Event event) {
    try {
      return translated(event);
    } catch (RuntimeException notUnderstood) {
      return new Ignored();
    }
  }

  private static Verdict translated(Event event) {
    // Of another account, or of a version whose objects may mean something else.
    if (event.getAccount() != null || event.getApiVersion() == null) {
      return new Ignored();
    }
    @Nullable StripeObject object = event.getDataObjectDeserializer().getObject().orElse(null);
    return switch (object) {
      case SetupIntent setup when setup.getCustomer() != null ->
          news(
              StripeMetadata.order(setup),
              () -> new ProviderNews.Setup(StripeStandings.setup(setup)));
      case PaymentIntent payment ->
          news(
              StripeMetadata.order(payment),
              () -> new ProviderNews.Charge(StripeStandings.charge(payment)));
      case Refund refund ->
          StripeMetadata.refund(refund)
              .map(id ->
                  news(
                      StripeMetadata.order(refund),
                      () -> new ProviderNews.Refund(StripeStandings.refund(refund, id))))
              .orElse(new Ignored());
      case Dispute dispute when dispute.getPaymentIntent() != null ->
          new Disputed(dispute.getPaymentIntent(), StripeStandings.dispute(dispute));
      case null, default -> new Ignored();
    };
  }

  private static Verdict news(Optional<OrderId> order, Supplier<ProviderNews> news) {
    return order.<Verdict>map(id -> new News(id, news.get())).orElse(new Ignored());
  }
}
