package crowdstart.campaign;

import crowdstart.identity.ClusterMessage;
import java.util.ArrayList;
import java.util.List;

/** A campaign as it stands: what its creator says and what has come of it. */
public record CampaignStanding(CampaignDetails details, CampaignStats stats)
    implements ClusterMessage {

  static CampaignStanding of(CampaignState.Known state, long version, long ordersLastMinute) {
    CampaignDetails details = state.details();
    Stock stock = state.stock();
    List<CampaignStats.TierStats> tiers = new ArrayList<>(details.tiers().size());
    for (int i = 0; i < details.tiers().size(); i++) {
      Tier tier = details.tiers().get(i);
      TierCount count = stock.tiers().get(i);
      Integer limit = tier.limit();
      tiers.add(
          new CampaignStats.TierStats(
              tier.id(),
              limit,
              limit == null ? null : Long.valueOf(limit - count.taken()),
              count.held(),
              count.sold(),
              count.orders()));
    }
    return new CampaignStanding(
        details,
        new CampaignStats(
            details.id(),
            version,
            state.stage(),
            details.currency(),
            details.goal(),
            stock.pledged(),
            stock.held(),
            stock.backers().size(),
            stock.orders(),
            ordersLastMinute,
            tiers));
  }
}
