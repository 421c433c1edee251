package crowdstart.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lets the simulator's gate answer from memory, as the real one does. */
public final class StockDoor {
  private StockDoor() {}

  public static @Nullable HoldRefusal refusal(
      CampaignState state, StockCommand.PlaceHold place, Instant now) {
    return Campaign.refusal(state, place, now);
  }
}
