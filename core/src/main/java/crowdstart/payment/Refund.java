package crowdstart.payment;

/**
 * Money given back, or to be given back.
 *
 * @param id ours
 * @param amount in minor units
 */
public record Refund(String id, long amount, Status status) {
  /** Whether it has happened. */
  public enum Status {
    TRIED,
    DONE,
    /** The provider would not do it. */
    REFUSED,
    /** It did not arrive: the money has come back, even if it was done before. */
    FAILED
  }
}
