package crowdstart.hook;

import crowdstart.database.Journal;
import crowdstart.database.Pool;
import crowdstart.database.SlickPools;
import crowdstart.feed.Feed;
import crowdstart.feed.FeedSettings;
import crowdstart.feed.Projections;
import crowdstart.fulfilment.FulfilmentEvent;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.order.OrderEvent;
import crowdstart.payment.PaymentEvent;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.projection.ProjectionBehavior;

/** Fills the outbox from the feeds. */
public final class Hooks {

  /** The consumer of the orders' journal; its name in the metrics. */
  public static final String ORDERS = "order-hooks";

  /** The consumer of the payments' journal; its name in the metrics. */
  public static final String PAYMENTS = "payment-hooks";

  /** The consumer of the fulfilment journal; its name in the metrics. */
  public static final String SHIPMENTS = "shipment-hooks";

  private Hooks() {}

  /** Runs each consumer on one node of the cluster, and on another should that one go. */
  public static void start(ActorSystem<?> system, InstantSource clock) {
    Projections.runOnOneNode(system, ORDERS, orders(system, clock));
    Projections.runOnOneNode(system, PAYMENTS, payments(system, clock));
    Projections.runOnOneNode(system, SHIPMENTS, shipments(system, clock));
  }

  static Behavior<ProjectionBehavior.Command> orders(ActorSystem<?> system, InstantSource clock) {
    var feed = new Feed<>(system, ORDERS, "order-journal", OrderEvent.class, FeedSettings.DEFAULT);
    var journal = SlickPools.of(system.classicSystem()).reader(Journal.ORDER, Pool.FEED);
    return Projections.behavior(
        system,
        ORDERS,
        feed,
        () ->
            new OrderHooks(
                new FirstEvents<>(journal, Journal.ORDER.schema(), OrderEvent.Placed.class),
                clock));
  }

  /** Not on the connections of payments: telling of them shall not hold them up. */
  static Behavior<ProjectionBehavior.Command> payments(ActorSystem<?> system, InstantSource clock) {
    var feed = new Feed<>(system, PAYMENTS, "payment-journal", Object.class, FeedSettings.DEFAULT);
    var journal = SlickPools.of(system.classicSystem()).reader(Journal.PAYMENT, Pool.FEED);
    return Projections.behavior(
        system,
        PAYMENTS,
        feed,
        () ->
            new PaymentHooks(
                new FirstEvents<>(journal, Journal.PAYMENT.schema(), PaymentEvent.Opened.class),
                clock));
  }

  static Behavior<ProjectionBehavior.Command> shipments(
      ActorSystem<?> system, InstantSource clock) {
    var feed =
        new Feed<>(
            system, SHIPMENTS, "fulfilment-journal", FulfilmentEvent.class, FeedSettings.DEFAULT);
    var journal = SlickPools.of(system.classicSystem()).reader(Journal.FULFILMENT, Pool.FEED);
    return Projections.behavior(
        system,
        SHIPMENTS,
        feed,
        () ->
            new ShipmentHooks(
                new FirstEvents<>(journal, Journal.FULFILMENT.schema(), ShipmentEvent.Begun.class),
                clock));
  }
}
