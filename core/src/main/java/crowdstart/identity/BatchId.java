package crowdstart.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of a batch of shipments. It carries its home region. */
public record BatchId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BatchId {
    Ids.checked(value);
  }

  /** Reads an id from outside; empty when it cannot be one. */
  public static Optional<BatchId> parse(String value) {
    return Ids.isWellFormed(value) ? Optional.of(new BatchId(value)) : Optional.empty();
  }

  public String region() {
    return Ids.region(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
