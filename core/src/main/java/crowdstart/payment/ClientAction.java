package crowdstart.payment;

/**
 * What the backer's browser does next, with the provider.
 *
 * @param reference the provider's id of the setup or of the charge
 * @param clientSecret what it shows there; never stored or logged
 */
public record ClientAction(Kind kind, String reference, String clientSecret) {
  /** What is to be done. */
  public enum Kind {
    /** Give a card. */
    SETUP,
    /** Authenticate the charge. */
    CHARGE
  }

  @Override
  public String toString() {
    return "ClientAction[" + kind + "]";
  }
}
