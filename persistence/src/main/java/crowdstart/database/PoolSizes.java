package crowdstart.database;

/**
 * How many connections each pool holds open. Every node has its own pools: three nodes with the
 * defaults hold 60 connections.
 */
public record PoolSizes(
    int campaignJournal, int orderJournal, int warmupJournal, int feed, int view) {

  public static final PoolSizes DEFAULT = new PoolSizes(4, 6, 2, 2, 6);

  int of(Pool pool) {
    return switch (pool) {
      case CAMPAIGN_JOURNAL -> campaignJournal;
      case ORDER_JOURNAL -> orderJournal;
      case WARMUP_JOURNAL -> warmupJournal;
      case FEED -> feed;
      case VIEW -> view;
    };
  }
}
