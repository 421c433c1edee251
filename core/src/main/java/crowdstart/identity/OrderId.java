package crowdstart.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * The id of an order. It cannot be guessed, so whoever holds it is its backer. It carries its home
 * region.
 */
public record OrderId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OrderId {
    Ids.checked(value);
  }

  /** Reads an id from outside; empty when it cannot be one. */
  public static Optional<OrderId> parse(String value) {
    return Ids.isWellFormed(value) ? Optional.of(new OrderId(value)) : Optional.empty();
  }

  public String region() {
    return Ids.region(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
