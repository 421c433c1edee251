package crowdstart.payment;

import org.jspecify.annotations.Nullable;

/**
 * How the securing of a card stands at the provider.
 *
 * @param id the provider's
 * @param customer the provider's
 * @param method the card, once it is secured
 * @param clientSecret what the backer's browser shows to the provider; handed on to the backer and
 *     never stored or logged. Null where the provider does not say it (in webhooks it may)
 * @param refusal why the last card was refused, while another may be tried
 */
public record SetupStanding(
    String id,
    String customer,
    Status status,
    @Nullable String method,
    @Nullable String clientSecret,
    @Nullable CardRefusal refusal) {
  /** Where it is on its way; the last two are final. */
  public enum Status {
    /** The backer has yet to give a card, or to authenticate. */
    OPEN,
    PROCESSING,
    SUCCEEDED,
    CANCELLED
  }

  @Override
  public String toString() {
    return "SetupStanding[" + id + ", " + status + "]";
  }
}
