package crowdstart.database;

import com.typesafe.config.Config;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import org.apache.pekko.persistence.jdbc.db.SlickDatabaseProvider;
import scala.Some;
import slick.jdbc.DataSourceJdbcDataSource;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;
import slick.jdbc.PostgresProfile$;
import slick.util.AsyncExecutor;

/**
 * Gives the plugins of pekko-persistence-jdbc our pools in place of their own. A plugin's section
 * names its pool by the key {@code pool}. Made by the plugin, through {@code
 * pekko-persistence-jdbc.database-provider-fqcn}.
 */
public final class SlickPools implements SlickDatabaseProvider {

  /** Slick is left with deletes and snapshots, which are few; a full queue refuses. */
  private static final int QUEUE_MAX = 10_000;

  private final Pools pools;

  public SlickPools(ActorSystem system) {
    this.pools = of(system);
  }

  /**
   * The pools that the system was started with.
   *
   * @throws IllegalStateException when it was started without a {@link PoolsSetup}
   */
  public static Pools of(ActorSystem system) {
    return system
        .settings()
        .setup()
        .get(PoolsSetup.class)
        .orElseThrow(() -> new IllegalStateException("start the actor system with a PoolsSetup"))
        .pools();
  }

  /** The pool beneath a database that this class has handed out. */
  public static Pool poolOf(JdbcBackend.JdbcDatabaseDef database) {
    if (database.source() instanceof DataSourceJdbcDataSource wrapper
        && wrapper.ds() instanceof HikariDataSource source) {
      return Pool.ofId(source.getPoolName());
    }
    throw new IllegalArgumentException("not one of our pools: " + database);
  }

  @Override
  public SlickDatabase database(Config config) {
    var pool = Pool.ofId(config.getString("pool"));
    int size = pools.size(pool);
    var executor = AsyncExecutor.apply("slick-" + pool.id(), size, size, QUEUE_MAX, size);
    var database =
        slick.jdbc.JdbcBackend$.MODULE$
            .Database()
            .forDataSource(pools.source(pool), new Some<>(size), executor, false);
    return new Shared(database);
  }

  private record Shared(JdbcBackend.JdbcDatabaseDef database) implements SlickDatabase {

    @Override
    public JdbcProfile profile() {
      return PostgresProfile$.MODULE$;
    }

    /** The plugin stops before the pools do, and leaves them open. */
    @Override
    public boolean allowShutdown() {
      return false;
    }
  }
}
