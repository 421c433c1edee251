package crowdstart.campaign;

import crowdstart.identity.CampaignId;
import crowdstart.identity.TierId;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What a creator says about a campaign.
 *
 * @param goal in minor units of the currency
 */
public record CampaignDetails(
    CampaignId id,
    String title,
    String story,
    String creator,
    Currency currency,
    long goal,
    Instant deadline,
    FundingModel fundingModel,
    List<Tier> tiers) {

  public CampaignDetails {
    tiers = List.copyOf(tiers);
  }

  /** The place of a tier in {@link #tiers}, or -1; a campaign has at most a few dozen. */
  int indexOf(TierId tier) {
    for (int i = 0; i < tiers.size(); i++) {
      if (tiers.get(i).id().equals(tier)) {
        return i;
      }
    }
    return -1;
  }

  public Optional<Tier> tier(TierId tier) {
    int index = indexOf(tier);
    return index < 0 ? Optional.empty() : Optional.of(tiers.get(index));
  }
}
