package crowdstart.payment;

import java.util.Locale;

/** A payment's stage of life. */
public enum PaymentStage {
  /** The backer is to give a card. */
  SECURING,
  /** The card is secured; the order is being confirmed. */
  SECURED,
  /** The order is confirmed; the charge waits for the campaign. */
  PLEDGED,
  CHARGING,
  /** The card refused; it is tried again, or another one is given. */
  OVERDUE,
  CAPTURED,
  /** The money came for an order that has ended, and is on its way back. */
  REFUNDING,
  /** All has to go back, and does not arrive: somebody has to see to it. */
  REFUND_FAILED,
  /** All that was captured is given back. */
  REFUNDED,
  /** Nothing is to be charged any more; the provider is being told so. */
  ENDING,
  /** Ended without money, through no fault of the card. */
  RELEASED,
  /** Ended without money, because it could not be collected. */
  DROPPED;

  /** The name on the wire and in views. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static PaymentStage of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
