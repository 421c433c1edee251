package crowdstart.payment;

import org.jspecify.annotations.Nullable;

/**
 * How a charge stands at the provider.
 *
 * @param id the provider's
 * @param captured in minor units; 0 until it succeeded
 * @param fee what the provider keeps of it, in minor units; 0 until it is known
 * @param lastTry the provider's id of the last try to move the money (Stripe's {@code
 *     latest_charge}); each confirmation that reaches the card makes a new one. Null before the
 *     first
 * @param refusal why the last try failed, while it is open
 * @param clientSecret as in {@link SetupStanding}; with it the backer can authenticate
 */
public record ChargeStanding(
    String id,
    Status status,
    long captured,
    long fee,
    @Nullable String lastTry,
    @Nullable CardRefusal refusal,
    @Nullable String clientSecret) {
  /** Where it is on its way; the last two are final. */
  public enum Status {
    /** Not confirmed, or the last try failed, or the backer has to authenticate. */
    OPEN,
    PROCESSING,
    SUCCEEDED,
    CANCELLED
  }

  @Override
  public String toString() {
    return "ChargeStanding[" + id + ", " + status + ", " + captured + "]";
  }
}
