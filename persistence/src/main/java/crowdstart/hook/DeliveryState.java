package crowdstart.hook;

import java.util.Locale;
import java.util.Optional;

/** What became of a delivery. */
public enum DeliveryState {
  /** It is to be sent, for the first time or again. */
  PENDING,
  /** The receiver said that it has it. */
  DELIVERED,
  /** It was given up, until somebody replays it. */
  FAILED;

  /** The name on the wire and in the table. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<DeliveryState> ofLabel(String label) {
    for (DeliveryState state : values()) {
      if (state.label().equals(label)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
