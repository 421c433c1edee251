package crowdstart.stream;

import crowdstart.database.Pool;
import crowdstart.feed.Feed;
import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedPage;
import crowdstart.feed.FeedSettings;
import crowdstart.feed.FeedTeller;
import crowdstart.feed.Projections;
import crowdstart.fulfilment.Fulfilment;
import crowdstart.fulfilment.FulfilmentEvent;
import crowdstart.http.fulfilment.BatchSteps;
import crowdstart.order.Orders;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.projection.ProjectionBehavior;

/**
 * Does to each shipment what the events of its batch say, from the journal: at least once, in
 * order, and nothing is passed over.
 */
public final class FulfilmentSteps implements FeedTeller<FulfilmentEvent> {
  /** The consumer's name. */
  public static final String NAME = "fulfilment-steps";

  /** An event may be of thousands of shipments, so few of them make up a page. */
  private static final int EVENTS_PER_PAGE_MAX = 10;

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
    return Projections.telling(
        system,
        NAME,
        feed,
        new FulfilmentSteps(new BatchSteps(orders, fulfilment)),
        Pool.FULFILMENT_VIEW);
  }

  @Override
  public void tell(FeedPage<FulfilmentEvent> page) {
    for (FeedEvent<FulfilmentEvent> event : page.events()) {
      String id = event.persistenceId();
      steps.take(id.substring(id.indexOf('|') + 1), event.event());
    }
  }
}
