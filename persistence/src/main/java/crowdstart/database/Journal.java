package crowdstart.database;

import java.util.Locale;

/** The journals, each of which may live in a database of its own. */
public enum Journal {
  CAMPAIGN(Pool.CAMPAIGN_JOURNAL, Pool.CAMPAIGN_FEED),
  ORDER(Pool.ORDER_JOURNAL, Pool.ORDER_FEED),
  PAYMENT(Pool.PAYMENT_JOURNAL, Pool.PAYMENT_FEED),
  FULFILMENT(Pool.FULFILMENT_JOURNAL, Pool.FULFILMENT_FEED);

  private final Pool pool;
  private final Pool feed;

  Journal(Pool pool, Pool feed) {
    this.pool = pool;
    this.feed = feed;
  }

  /** The plugin's id, such as {@code order-journal}, which is also its pool's. */
  public String id() {
    return pool.id();
  }

  /** The schema that its tables are in. */
  public String schema() {
    return word() + "_journal";
  }

  /** What entities write and recover with. */
  Pool pool() {
    return pool;
  }

  /** What it is followed with while it has a database of its own. */
  Pool feed() {
    return feed;
  }

  /** The setting that gives it a database of its own. */
  String setting() {
    return name() + "_DATABASE_URL";
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The journal with this plugin id.
   *
   * @throws IllegalArgumentException when there is no such journal
   */
  public static Journal ofId(String id) {
    for (Journal journal : values()) {
      if (journal.id().equals(id)) {
        return journal;
      }
    }
    throw new IllegalArgumentException("no journal is called " + id);
  }
}
