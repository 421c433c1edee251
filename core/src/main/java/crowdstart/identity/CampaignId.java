package crowdstart.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The id of a campaign; anyone may know it. It carries its home region. */
public record CampaignId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CampaignId {
    Ids.checked(value);
  }

  /** Reads an id from outside; empty when it cannot be one. */
  public static Optional<CampaignId> parse(String value) {
    return Ids.isWellFormed(value) ? Optional.of(new CampaignId(value)) : Optional.empty();
  }

  public String region() {
    return Ids.region(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
