package crowdstart.http.gateway;

import java.net.URI;
import java.time.Duration;

/**
 * Where Stripe is, or what stands in for it.
 *
 * @param provider the name in the path of its webhooks
 * @param address without a path; {@link #STRIPE} for the real one
 * @param secretKey never logged
 * @param answerTimeout for one exchange, from the request's first byte to the answer's last
 */
public record StripeSettings(
    String provider,
    URI address,
    String secretKey,
    Duration connectTimeout,
    Duration answerTimeout) {
  public static final URI STRIPE = URI.create("https://api.stripe.com");
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(8);

  /** With the standard timeouts. */
  public StripeSettings(String provider, URI address, String secretKey) {
    this(provider, address, secretKey, CONNECT_TIMEOUT, ANSWER_TIMEOUT);
  }

  @Override
  public String toString() {
    return "StripeSettings[" + provider + ", " + address + "]";
  }
}
