package crowdstart.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * All connections of a node. Close it after everything that uses it.
 *
 * <p>Every session keeps what it commits, and bounds what it may do: a statement, a wait for a
 * lock, and the idle time inside a transaction. A feed waits for the transactions that run, so a
 * stalled one would hold it up.
 */
public final class Pools implements AutoCloseable {

  /** How long a caller waits for a connection before it gets an error. */
  static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);

  static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(10);
  static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);
  static final Duration IDLE_IN_TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

  /** Above the statement's own limit: reached only when the network or the server is gone. */
  static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(15);

  private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(5);

  /** A connection is closed and opened anew after this time, so that none outlives a failover. */
  private static final Duration LIFETIME_MAX = Duration.ofMinutes(30);

  private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofMinutes(2);

  /**
   * Said by the session itself, and also where it is so already: what a session has set, no later
   * change of the server, the database or the role takes away.
   */
  private static final String KEEP_COMMITS =
      " select set_config('synchronous_commit', case current_setting('synchronous_commit')"
          + " when 'remote_apply' then 'remote_apply' else 'on' end, false)";

  private final Map<Pool, HikariDataSource> sources = new EnumMap<>(Pool.class);

  /** Onto one database. */
  public Pools(DatabaseAddress address, PoolSizes sizes) {
    this(Databases.one(address), sizes);
  }

  /** Connects in the background, except for one connection of each pool. */
  public Pools(Databases databases, PoolSizes sizes) {
    places(databases)
        .forEach((pool, address) ->
            sources.put(pool, new HikariDataSource(config(address, pool, sizes.of(pool)))));
  }

  private static Map<Pool, DatabaseAddress> places(Databases databases) {
    Map<Pool, DatabaseAddress> places = new EnumMap<>(Pool.class);
    for (Pool pool : Pool.values()) {
      places.put(pool, databases.main());
    }
    for (Journal journal : Journal.values()) {
      places.put(journal.pool(), databases.of(journal));
      if (databases.isApart(journal)) {
        places.put(journal.feed(), databases.of(journal));
      } else {
        places.remove(journal.feed());
      }
    }
    return places;
  }

  public DataSource source(Pool pool) {
    return source(sources, pool);
  }

  /**
   * Connections to follow a journal with: onto its own database if it has one.
   *
   * @param onMain the pool to take them from otherwise
   */
  public DataSource reader(Journal journal, Pool onMain) {
    return source(sources, hasOwnDatabase(journal) ? journal.feed() : onMain);
  }

  /** Whether the journal lives elsewhere than the views. */
  public boolean hasOwnDatabase(Journal journal) {
    return sources.containsKey(journal.feed());
  }

  /** The most connections that the pool holds. */
  public int size(Pool pool) {
    return source(sources, pool).getMaximumPoolSize();
  }

  /** A reading of every pool, for gauges. */
  public List<PoolState> states() {
    return sources.keySet().stream().map(this::state).toList();
  }

  private PoolState state(Pool pool) {
    HikariDataSource source = source(sources, pool);
    var bean = source.getHikariPoolMXBean();
    return new PoolState(
        pool.id(),
        bean.getActiveConnections(),
        bean.getIdleConnections(),
        bean.getThreadsAwaitingConnection(),
        source.getMaximumPoolSize());
  }

  @Override
  public void close() {
    sources.values().forEach(HikariDataSource::close);
  }

  private static HikariDataSource source(Map<Pool, HikariDataSource> sources, Pool pool) {
    HikariDataSource source = sources.get(pool);
    if (source == null) {
      throw new IllegalStateException("no pool for " + pool);
    }
    return source;
  }

  private static HikariConfig config(DatabaseAddress address, Pool pool, int size) {
    var config = new HikariConfig();
    config.setPoolName(pool.id());
    config.setJdbcUrl(address.url());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(size);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    config.setMaxLifetime(LIFETIME_MAX.toMillis());
    config.setKeepaliveTime(KEEP_ALIVE_INTERVAL.toMillis());
    config.setConnectionInitSql(sessionSettings());
    config.setDataSourceProperties(driverProperties(address, pool));
    return config;
  }

  private static Properties driverProperties(DatabaseAddress address, Pool pool) {
    var properties = address.properties();
    properties.setProperty("ApplicationName", "crowdstart " + pool.id());
    properties.setProperty("reWriteBatchedInserts", "true");
    // The detail of an error quotes the row, and with it the id of an order, which is a secret.
    properties.setProperty("logServerErrorDetail", "false");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("socketTimeout", Long.toString(SOCKET_TIMEOUT.toSeconds()));
    properties.setProperty("connectTimeout", Long.toString(LOGIN_TIMEOUT.toSeconds()));
    return properties;
  }

  /** Set by statement, since poolers between us and PostgreSQL refuse start-up options. */
  private static String sessionSettings() {
    return "set statement_timeout = %d; set lock_timeout = %d;"
            .formatted(STATEMENT_TIMEOUT.toMillis(), LOCK_TIMEOUT.toMillis())
        + " set idle_in_transaction_session_timeout = %d;"
            .formatted(IDLE_IN_TRANSACTION_TIMEOUT.toMillis())
        + KEEP_COMMITS;
  }
}
