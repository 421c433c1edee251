package crowdstart.feed;

import crowdstart.database.Pool;
import crowdstart.database.SlickPools;
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

/** Runs views on feeds. */
public final class Projections {

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
   * As above, on connections of another pool: for what may hold one for long.
   *
   * @param pool of the database that the offsets are in
   */
  public static <E> Behavior<ProjectionBehavior.Command> behavior(
      ActorSystem<?> system,
      String view,
      Feed<E> feed,
      Supplier<FeedHandler<E>> handler,
      Pool pool) {
    DataSource source = SlickPools.of(system.classicSystem()).source(pool);
    return ProjectionBehavior.create(
        JdbcProjection.exactlyOnce(
            ProjectionId.of(view, "all"),
            feed,
            () -> new ViewSession(source),
            () -> adapted(handler.get()),
            system));
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

  private static <E> JdbcHandler<FeedPage<E>, ViewSession> adapted(FeedHandler<E> handler) {
    return new JdbcHandler<>() {
      @Override
      public void process(ViewSession session, FeedPage<E> page) throws Exception {
        handler.handle(session.connection(), page);
      }
    };
  }
}
