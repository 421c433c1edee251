package crowdstart.database;

/** The pools of a node: one for each journal, one for all feeds, one for all views. */
public enum Pool {
  CAMPAIGN_JOURNAL("campaign-journal"),
  ORDER_JOURNAL("order-journal"),
  PAYMENT_JOURNAL("payment-journal"),
  FULFILMENT_JOURNAL("fulfilment-journal"),
  WARMUP_JOURNAL("warmup-journal"),
  FEED("feed"),
  VIEW("view"),
  /** The feeds, views and queries of payments, which shall not wait for those of orders. */
  PAYMENT_VIEW("payment-view"),
  /** The fulfilment stream's projections, which may hold a connection for long. */
  FULFILMENT_VIEW("fulfilment-view"),
  /** What follows the journal of campaigns; like the next three, only while that lives apart. */
  CAMPAIGN_FEED("campaign-feed"),
  ORDER_FEED("order-feed"),
  PAYMENT_FEED("payment-feed"),
  FULFILMENT_FEED("fulfilment-feed");

  private final String id;

  Pool(String id) {
    this.id = id;
  }

  /** Its name in settings, in metrics, and in PostgreSQL's own view of its connections. */
  public String id() {
    return id;
  }

  /**
   * The pool with this id.
   *
   * @throws IllegalArgumentException when there is no such pool
   */
  public static Pool ofId(String id) {
    for (Pool pool : values()) {
      if (pool.id.equals(id)) {
        return pool;
      }
    }
    throw new IllegalArgumentException("no pool is called " + id);
  }
}
