package crowdstart.payment;

/**
 * How a refund stands at the provider.
 *
 * @param id the provider's
 * @param refund ours
 * @param amount in minor units
 */
public record RefundStanding(String id, String refund, long amount, Status status) {
  /** Where it is on its way; the last two are final. */
  public enum Status {
    PENDING,
    SUCCEEDED,
    FAILED
  }
}
