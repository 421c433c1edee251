package crowdstart.view;

import crowdstart.campaign.CampaignEvent;
import crowdstart.database.Journal;
import crowdstart.database.Pool;
import crowdstart.database.SlickPools;
import crowdstart.feed.Feed;
import crowdstart.feed.FeedSettings;
import crowdstart.feed.Projections;
import crowdstart.fulfilment.FulfilmentEvent;
import crowdstart.order.OrderEvent;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.projection.ProjectionBehavior;

/** Keeps the views up to date with their feeds. */
public final class Views {

  static final String CAMPAIGNS = "campaign-view";
  static final String ORDERS = "order-view";
  static final String PAYMENTS = "payment-view";
  static final String FULFILMENT = "fulfilment-view";

  /** An event of a campaign may hold thousands of moves, so few of them make up a page. */
  private static final int CAMPAIGN_PAGE_MAX = 50;

  private Views() {}

  /** Runs each view on one node of the cluster, and on another should that one go. */
  public static void start(ActorSystem<?> system) {
    Projections.runOnOneNode(system, CAMPAIGNS, campaigns(system));
    Projections.runOnOneNode(system, ORDERS, orders(system));
    Projections.runOnOneNode(system, PAYMENTS, payments(system));
    Projections.runOnOneNode(system, FULFILMENT, fulfilment(system));
  }

  static Behavior<ProjectionBehavior.Command> campaigns(ActorSystem<?> system) {
    var settings = FeedSettings.ofPages(CAMPAIGN_PAGE_MAX);
    var feed = new Feed<>(system, CAMPAIGNS, "campaign-journal", CampaignEvent.class, settings);
    var journal = SlickPools.of(system.classicSystem()).reader(Journal.CAMPAIGN, Pool.FEED);
    return Projections.behavior(
        system, CAMPAIGNS, feed, () -> new CampaignView(new CampaignHistory(journal)));
  }

  /** On connections of its own, so that the ledger does not wait for a surge of orders. */
  static Behavior<ProjectionBehavior.Command> payments(ActorSystem<?> system) {
    var feed =
        new Feed<>(
            system,
            PAYMENTS,
            "payment-journal",
            Object.class,
            FeedSettings.DEFAULT,
            Pool.PAYMENT_VIEW);
    return Projections.behavior(
        system, PAYMENTS, feed, () -> PaymentView::handle, Pool.PAYMENT_VIEW);
  }

  static Behavior<ProjectionBehavior.Command> orders(ActorSystem<?> system) {
    var feed = new Feed<>(system, ORDERS, "order-journal", OrderEvent.class, FeedSettings.DEFAULT);
    return Projections.behavior(system, ORDERS, feed, () -> OrderView::handle);
  }

  static Behavior<ProjectionBehavior.Command> fulfilment(ActorSystem<?> system) {
    var feed =
        new Feed<>(
            system,
            FULFILMENT,
            "fulfilment-journal",
            FulfilmentEvent.class,
            FeedSettings.DEFAULT,
            Pool.FULFILMENT_VIEW);
    return Projections.behavior(
        system, FULFILMENT, feed, () -> FulfilmentView::handle, Pool.FULFILMENT_VIEW);
  }
}
