package crowdstart.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** Names a pledge tier within its campaign: 1 to 40 of a-z, 0-9 and hyphen. */
public record TierId(@JsonValue String value) {
  private static final int LENGTH_MAX = 40;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TierId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not a tier id: " + value);
    }
  }

  /** Reads an id from outside; empty when it cannot be one. */
  public static Optional<TierId> parse(String value) {
    return isWellFormed(value) ? Optional.of(new TierId(value)) : Optional.empty();
  }

  private static boolean isWellFormed(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) != '-' && !Ids.isLetterOrDigit(value.charAt(i))) {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= LENGTH_MAX;
  }

  @Override
  public String toString() {
    return value;
  }
}
