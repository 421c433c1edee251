package crowdstart.fulfilment;

import java.util.Locale;

/** A shipment's stage of life. */
public enum ShipmentStage {
  /** Paid for, and in no batch. */
  READY,
  /** Being made, in a batch. */
  BATCHED,
  /** With the carrier. */
  SHIPPED,
  DELIVERED,
  /** It came back. */
  RETURNED,
  /** Paid back before it was shipped. */
  CANCELLED;

  /** The name on the wire and in views. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isFinal() {
    return this == RETURNED || this == CANCELLED;
  }
}
