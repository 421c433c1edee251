package crowdstart.campaign;

import crowdstart.identity.CampaignId;
import crowdstart.identity.ClusterMessage;
import crowdstart.identity.TierId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The totals of a campaign at one version of its journal.
 *
 * @param version the sequence number of the campaign's last event; a higher one is newer
 * @param goal in minor units, like all amounts here
 * @param pledged amount of the orders that are confirmed
 * @param held amount of the orders that hold stock and are not confirmed yet
 * @param backers distinct backers with an order held or confirmed
 * @param orders orders held or confirmed
 * @param ordersLastMinute orders placed in the last 60 s
 */
public record CampaignStats(
    CampaignId campaign,
    long version,
    Stage state,
    Currency currency,
    long goal,
    long pledged,
    long held,
    long backers,
    long orders,
    long ordersLastMinute,
    List<TierStats> tiers)
    implements ClusterMessage {

  public CampaignStats {
    tiers = List.copyOf(tiers);
  }

  /**
   * The totals of one tier.
   *
   * @param limit null when there is none
   * @param remaining units neither held nor sold; null when there is no limit
   */
  public record TierStats(
      TierId id,
      @Nullable Integer limit,
      @Nullable Long remaining,
      long held,
      long sold,
      long orders) {}
}
