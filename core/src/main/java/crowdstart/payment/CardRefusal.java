package crowdstart.payment;

import java.util.Locale;

/** Why a card did not do what it was asked. */
public enum CardRefusal {
  /** The bank says no, and not why. */
  DECLINED,
  INSUFFICIENT_FUNDS,
  /** The bank wants the backer to be there. */
  AUTHENTICATION_NEEDED,
  EXPIRED_CARD,
  /** Anything else; also a refusal of the provider itself. */
  OTHER;

  /** The name on the wire and in stored events. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
