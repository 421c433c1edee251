package crowdstart.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A backer as a campaign knows one: a keyed 80-bit hash of the e-mail address, different in every
 * campaign, so that campaign events hold no personal data.
 */
public record BackerId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public BackerId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty backer id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
