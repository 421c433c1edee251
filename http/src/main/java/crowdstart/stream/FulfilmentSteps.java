package crowdstart.stream;

import crowdstart.database.Pool;
import crowdstart.feed.Feed;
import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedHandler;
import crowdstart.feed.FeedPage;
import crowdstart.feed.FeedSettings;
import crowdstart.feed.Projections;
import crowdstart.fulfilment.Fulfilment;
import crowdstart.fulfilment.FulfilmentEvent;
import crowdstart.http.fulfilment.BatchSteps;
import crowdstart.order.Orders;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.projection.ProjectionBehavior;

/**
 * Does to each shipment what the events of its batch say, from the journal: at least once, in
 * order, and nothing is passed over.
 */
public final class FulfilmentSteps implements FeedHandler<FulfilmentEvent> {
  /** The consumer's name. */
  public static final String NAME = "fulfilment-steps";

  /** An event may be of thousands of shipments, so few of them make up a page. */
  private static final int EVENTS_PER_PAGE_MAX = 10;

  private static final int ALIVE_WAIT_SECONDS = 2;

  private final BatchSteps steps;

  private FulfilmentSteps(BatchSteps steps) {
    this.steps = steps;
  }

  public static void start(ActorSystem<?> system, Orders orders, Fulfilment fulfilment) {
    Projections.runOnOneNode(system, NAME, behavior(system, orders, fulfilment));
  }

  public static Behavior<ProjectionBehavior.Command> behavior(
      ActorSystem<?> system, Orders orders, Fulfilment fulfilment) {
    FeedSettings settings = FeedSettings.ofPages(EVENTS_PER_PAGE_MAX);
    Feed<FulfilmentEvent> feed =
        new Feed<>(
            system,
            NAME,
            "fulfilment-journal",
            FulfilmentEvent.class,
            settings,
            Pool.FULFILMENT_VIEW);
    BatchSteps steps = new BatchSteps(orders, fulfilment);
    return Projections.behavior(
        system, NAME, feed, () -> new FulfilmentSteps(steps), Pool.FULFILMENT_VIEW);
  }

  @Override
  public void handle(Connection connection, FeedPage<FulfilmentEvent> page) throws SQLException {
    for (FeedEvent<FulfilmentEvent> event : page.events()) {
      String id = event.persistenceId();
      steps.<SQLException>take(
          id.substring(id.indexOf('|') + 1), event.event(), () -> requireAlive(connection));
    }
  }

  /** The transaction is idle meanwhile, and the database ends those that are so for long. */
  private static void requireAlive(Connection connection) throws SQLException {
    if (!connection.isValid(ALIVE_WAIT_SECONDS)) {
      throw new SQLException("the connection was lost while shipments were told");
    }
  }
}
