package crowdstart.order;

import java.util.Locale;

/** An order's stage of life. */
public enum OrderStage {
  HELD,
  CONFIRMED,
  CANCELLED,
  EXPIRED,
  /** The pledge could not be collected; its stock is free again. */
  DROPPED,
  /** The campaign ended, and its backer paid nothing: never charged, or all of it is back. */
  RELEASED;

  /** The name on the wire and in views. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isFinal() {
    return switch (this) {
      case HELD, CONFIRMED -> false;
      case CANCELLED, EXPIRED, DROPPED, RELEASED -> true;
    };
  }
}
