package crowdstart.campaign;

import crowdstart.identity.TierId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pledge tier: what a backer may choose.
 *
 * @param price in minor units of the campaign's currency
 * @param limit how many units there are in all; null when there is no limit
 * @param perBackerLimit how many units one backer may have; null when there is no limit
 * @param startsAt from when on it is sold; null for from the launch
 * @param endsAt until when it is sold, that instant excluded; null for until the deadline
 */
public record Tier(
    TierId id,
    String title,
    long price,
    @Nullable Integer limit,
    @Nullable Integer perBackerLimit,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt) {

  Tier withId(TierId other) {
    return new Tier(other, title, price, limit, perBackerLimit, startsAt, endsAt);
  }

  boolean isOnSale(Instant now) {
    return (startsAt == null || !now.isBefore(startsAt))
        && (endsAt == null || now.isBefore(endsAt));
  }
}
