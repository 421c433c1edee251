package crowdstart.journal.stored;

import crowdstart.campaign.Tier;
import crowdstart.identity.TierId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record StoredTier(
    TierId id,
    String title,
    long price,
    @Nullable Integer limit,
    @Nullable Integer perBackerLimit,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt) {

  static StoredTier of(Tier tier) {
    return new StoredTier(
        tier.id(),
        tier.title(),
        tier.price(),
        tier.limit(),
        tier.perBackerLimit(),
        tier.startsAt(),
        tier.endsAt());
  }

  Tier tier() {
    return new Tier(id, title, price, limit, perBackerLimit, startsAt, endsAt);
  }
}
