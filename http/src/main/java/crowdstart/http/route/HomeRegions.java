package crowdstart.http.route;

import crowdstart.identity.Region;

/**
 * Whose campaigns and orders are known here: those of this node's region, and while it rehearses
 * those of its warm-up. Safe for use by many threads.
 */
public final class HomeRegions {
  private static final String REHEARSAL = Region.WARM_UP.value() + "-";

  /** Where a path names a campaign, split at its slashes. */
  private static final int CAMPAIGN_SEGMENT = 3;

  private final Region home;
  private volatile boolean isWarmingUp;

  public HomeRegions(Region home) {
    this.home = home;
  }

  public Region home() {
    return home;
  }

  public void warmingUp(boolean is) {
    isWarmingUp = is;
  }

  /** Whether a request for this path is the node's own. */
  boolean isRehearsal(String[] path) {
    return isWarmingUp
        && path.length > CAMPAIGN_SEGMENT
        && path[CAMPAIGN_SEGMENT].startsWith(REHEARSAL);
  }

  boolean contain(String region) {
    return region.equals(home.value()) || (isWarmingUp && region.equals(Region.WARM_UP.value()));
  }
}
