package crowdstart.feed;

import crowdstart.database.Pool;
import crowdstart.database.SlickPools;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.apache.pekko.projection.ProjectionBehavior;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.jdbc.javadsl.JdbcHandler;
import org.apache.pekko.projection.jdbc.javadsl.JdbcProjection;

/** Runs on feeds what follows them: views, and whoever tells others. */
public final class Projections {

  private static final String KEY = "all";
  private static final String STORED_OFFSET =
      """
      select current_offset from view.pekko_projection_offset_store
      where projection_name = ? and projection_key = ?\
      """;

  private Projections() {}

  /**
   * A behaviour that keeps a view up to date: each page in one transaction with its offset.
   *
   * @param view the name that its offset is stored under
   * @param feed what it follows
   * @param handler gives a fresh one for each run, so that what one remembers of a page that was
   *     rolled back is forgotten with it
   */
  public static <E> Behavior<ProjectionBehavior.Command> behavior(
      ActorSystem<?> system, String view, Feed<E> feed, Supplier<FeedHandler<E>> handler) {
    return behavior(system, view, feed, handler, Pool.VIEW);
  }

  /**
   * As above, on connections of another pool.
   *
   * @param pool of the database that the view and its offset are in
   */
  public static <E> Behavior<ProjectionBehavior.Command> behavior(
      ActorSystem<?> system,
      String view,
      Feed<E> feed,
      Supplier<FeedHandler<E>> handler,
      Pool pool) {
    DataSource source = SlickPools.of(system.classicSystem()).source(pool);
    DataSource beside = SlickPools.of(system.classicSystem()).source(Pool.FEED);
    return ProjectionBehavior.create(
        JdbcProjection.exactlyOnce(
            ProjectionId.of(view, KEY),
            feed,
            () -> new ViewSession(source),
            () -> adapted(view, feed, handler.get(), beside),
            system));
  }

  /**
   * A behaviour that tells others what a feed says, at least once. It writes nothing until they
   * have answered: a transaction that has written keeps every feed of its server from whatever is
   * committed behind it, for as long as it is open, and a telling may take long.
   *
   * @param name that its offset is stored under
   * @param pool of the database that the offsets are in; one of its connections is held meanwhile
   */
  public static <E> Behavior<ProjectionBehavior.Command> telling(
      ActorSystem<?> system, String name, Feed<E> feed, FeedTeller<E> teller, Pool pool) {
    DataSource source = SlickPools.of(system.classicSystem()).source(pool);
    DataSource beside = SlickPools.of(system.classicSystem()).source(Pool.FEED);
    return ProjectionBehavior.create(
        JdbcProjection.atLeastOnce(
                ProjectionId.of(name, KEY),
                feed,
                () -> new ViewSession(source),
                () -> told(name, feed, teller, beside),
                system)
            .withSaveOffset(1, Duration.ZERO));
  }

  /** Runs the behaviour on one node of the cluster, and on another should that one go. */
  public static void runOnOneNode(
      ActorSystem<?> system, String view, Behavior<ProjectionBehavior.Command> behavior) {
    ShardedDaemonProcess.get(system)
        .init(
            ProjectionBehavior.Command.class,
            view,
            1,
            _ -> behavior,
            ShardedDaemonProcessSettings.create(system),
            Optional.of(ProjectionBehavior.stopMessage()));
  }

  private static <E> JdbcHandler<FeedPage<E>, ViewSession> adapted(
      String view, Feed<E> feed, FeedHandler<E> handler, DataSource beside) {
    return new JdbcHandler<>() {
      @Override
      public void process(ViewSession session, FeedPage<E> page) throws Exception {
        requireStillBehind(beside, view, page.behind());
        handler.handle(session.connection(), page);
        feed.handled(page);
      }
    };
  }

  private static <E> JdbcHandler<FeedPage<E>, ViewSession> told(
      String name, Feed<E> feed, FeedTeller<E> teller, DataSource beside) {
    return new JdbcHandler<>() {
      @Override
      public void process(ViewSession session, FeedPage<E> page) throws Exception {
        // The offset of the page before may still be on its way.
        FeedOffset stored = stored(beside, name);
        if (stored.compareTo(page.behind()) > 0) {
          throw goneOn(name, stored, page.behind());
        }
        teller.tell(page);
        feed.handled(page);
      }
    };
  }

  /**
   * A view's projection stores its offset first, whatever stands there. A node that was paused, and
   * does not know yet that another has gone on in its place, would handle the same events once more
   * (R3). The transaction that is about to do so has locked the row, so what others see of it is
   * what it was before.
   *
   * @param beside connections that no projection waits with
   * @throws SQLException when another node has gone on; the projection then begins anew at what is
   *     stored
   */
  private static void requireStillBehind(DataSource beside, String view, FeedOffset behind)
      throws SQLException {
    // Of two that are the first, the database lets only one store its offset.
    FeedOffset stored = stored(beside, view);
    if (!stored.equals(behind)) {
      throw goneOn(view, stored, behind);
    }
  }

  private static FeedOffset stored(DataSource beside, String name) throws SQLException {
    try (Connection connection = beside.getConnection();
        PreparedStatement statement = connection.prepareStatement(STORED_OFFSET)) {
      statement.setString(1, name);
      statement.setString(2, KEY);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? FeedOffset.parse(row.getString(1)) : FeedOffset.START;
      }
    }
  }

  private static SQLException goneOn(String name, FeedOffset stored, FeedOffset behind) {
    return new SQLException(
        "%s stands at %s, not at %s: another node has gone on".formatted(name, stored, behind));
  }
}
