package crowdstart.payment;

import java.util.Locale;

/** Why a payment ends without money. */
public enum EndReason {
  ORDER_CANCELLED,
  ORDER_EXPIRED,
  /** The card could not be charged for as long as it was tried. */
  UNPAID,
  CAMPAIGN_UNFUNDED,
  CAMPAIGN_CANCELLED;

  /** The name on the wire and in stored events. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the order has yet to learn of it. */
  public boolean isNewsToOrder() {
    return switch (this) {
      case ORDER_CANCELLED, ORDER_EXPIRED -> false;
      case UNPAID, CAMPAIGN_UNFUNDED, CAMPAIGN_CANCELLED -> true;
    };
  }
}
