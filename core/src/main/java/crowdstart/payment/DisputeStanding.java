package crowdstart.payment;

import java.util.Locale;

/**
 * How the bank of a backer disputes the charge, as the provider has it now.
 *
 * @param id the provider's
 * @param amount in minor units, like all amounts here: what is disputed
 * @param taken what the provider has taken for it, and not returned
 * @param fee what the provider keeps for its trouble
 * @param reason a word of the provider's; never personal data
 */
public record DisputeStanding(
    String id, Status status, long amount, long taken, long fee, String reason) {
  /** Where it is on its way. None is final: banks have given in behind a loss, and come again. */
  public enum Status {
    /** The bank asks; nothing is taken. */
    INQUIRY,
    /** The creator is to answer. */
    OPEN,
    /** The bank reads the answer. */
    REVIEW,
    WON,
    LOST,
    /** It came to nothing. */
    CLOSED;

    /** The name on the wire and in stored events. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a bank has still to say whose the money is. */
  boolean isUndecided() {
    return switch (status) {
      case INQUIRY, OPEN, REVIEW -> true;
      case WON, LOST, CLOSED -> false;
    };
  }

  /**
   * What must not be refunded besides: it is with the bank, or may be at any moment (M3). More may
   * be returned than was taken, where currencies have moved; that is no more to refund.
   */
  long blocked() {
    return switch (status) {
      case OPEN, REVIEW, LOST -> Math.max(amount, taken);
      case INQUIRY, WON, CLOSED -> Math.max(0, taken);
    };
  }
}
