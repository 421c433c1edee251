package crowdstart.order;

import java.util.Locale;

/** An order's stage of life. */
public enum OrderStage {
  HELD,
  CONFIRMED,
  CANCELLED,
  EXPIRED;

  /** The name on the wire and in views. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isFinal() {
    return this == CANCELLED || this == EXPIRED;
  }
}
