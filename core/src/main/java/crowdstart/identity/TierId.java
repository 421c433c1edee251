package crowdstart.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names a pledge tier within its campaign: 1 to 40 of a-z, 0-9 and hyphen. */
public record TierId(@JsonValue String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{1,40}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TierId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a tier id: " + value);
    }
  }

  /** Reads an id from outside; empty when it cannot be one. */
  public static Optional<TierId> parse(String value) {
    return SHAPE.matcher(value).matches() ? Optional.of(new TierId(value)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
