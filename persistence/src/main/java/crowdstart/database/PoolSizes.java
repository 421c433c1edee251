package crowdstart.database;

/**
 * How many connections each pool holds open. Every node has its own pools: three nodes with the
 * defaults hold 93 connections.
 *
 * @param journalFeed of each journal that has a database of its own, beside its others
 */
public record PoolSizes(
    int campaignJournal,
    int orderJournal,
    int paymentJournal,
    int fulfilmentJournal,
    int warmupJournal,
    int feed,
    int view,
    int paymentView,
    int fulfilmentView,
    int journalFeed) {

  public static final PoolSizes DEFAULT = new PoolSizes(4, 6, 3, 2, 2, 2, 6, 4, 2, 2);

  int of(Pool pool) {
    return switch (pool) {
      case CAMPAIGN_JOURNAL -> campaignJournal;
      case ORDER_JOURNAL -> orderJournal;
      case PAYMENT_JOURNAL -> paymentJournal;
      case FULFILMENT_JOURNAL -> fulfilmentJournal;
      case WARMUP_JOURNAL -> warmupJournal;
      case FEED -> feed;
      case VIEW -> view;
      case PAYMENT_VIEW -> paymentView;
      case FULFILMENT_VIEW -> fulfilmentView;
      case CAMPAIGN_FEED, ORDER_FEED, PAYMENT_FEED, FULFILMENT_FEED -> journalFeed;
    };
  }
}
