package crowdstart.http.route;

import crowdstart.identity.Region;

/**
 * Whose campaigns and orders are known here: those of this node's region, and until it is ready
 * those of its warm-up. Safe for use by many threads.
 */
public final class HomeRegions {
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

  boolean contain(String region) {
    return region.equals(home.value()) || (isWarmingUp && region.equals(Region.WARM_UP.value()));
  }
}
