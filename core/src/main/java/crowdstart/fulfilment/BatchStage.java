package crowdstart.fulfilment;

import java.util.Locale;

/** A batch's stage of life. */
public enum BatchStage {
  /** The addresses in it may still change. */
  OPEN,
  /** Its addresses are being made final, one by one. */
  LOCKING,
  /** Everything in it can be made. */
  LOCKED;

  /** The name on the wire and in views. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
