package crowdstart.campaign;

import crowdstart.identity.TierId;
import java.util.HashMap;
import java.util.Map;

/**
 * What one backer has in a campaign.
 *
 * @param orders orders held or sold
 * @param units by tier, only of tiers with a limit per backer
 */
public record BackerStanding(int orders, Map<TierId, Integer> units) {
  static final BackerStanding NONE = new BackerStanding(0, Map.of());

  /** Of most backers of a campaign, so that it is kept once. */
  private static final BackerStanding ONE_ORDER = new BackerStanding(1, Map.of());

  public BackerStanding {
    units = Map.copyOf(units);
  }

  int unitsOf(TierId tier) {
    return units.getOrDefault(tier, 0);
  }

  BackerStanding plusOrders(int more) {
    int now = orders + more;
    return now == 1 && units.isEmpty() ? ONE_ORDER : new BackerStanding(now, units);
  }

  BackerStanding plusUnits(TierId tier, int more) {
    Map<TierId, Integer> changed = new HashMap<>(units);
    int now = changed.merge(tier, more, Integer::sum);
    if (now < 0) {
      throw new IllegalStateException("a backer with less than no units of " + tier);
    }
    if (now == 0) {
      changed.remove(tier);
    }
    return new BackerStanding(orders, changed);
  }
}
