package crowdstart.stream;

import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.Move;
import crowdstart.database.Pool;
import crowdstart.feed.FeedEvent;
import crowdstart.identity.OrderId;
import crowdstart.identity.Region;
import crowdstart.order.OrderAnswer;
import crowdstart.order.Orders;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;

/** Campaigns to orders: a hold has run out. */
public final class ExpiryNotices {
  /** The consumer's name. */
  public static final String NAME = "expiry-notices";

  /** An event may hold thousands of expiries, so few of them make up a page. */
  private static final int EVENTS_PER_PAGE_MAX = 50;

  private ExpiryNotices() {}

  public static void start(ActorSystem<?> system, Orders orders) {
    Notices.start(
        system,
        NAME,
        "campaign-journal",
        CampaignEvent.class,
        EVENTS_PER_PAGE_MAX,
        Pool.VIEW,
        (event, notices) -> read(event, orders, notices));
  }

  private static void read(
      FeedEvent<CampaignEvent> event, Orders orders, Consumer<Notices.Notice> notices) {
    if (event.event() instanceof CampaignEvent.StockMoved moved) {
      for (Move move : moved.moves()) {
        if (move instanceof Move.Expired(OrderId order)
            && !order.region().equals(Region.WARM_UP.value())) {
          notices.accept(() ->
              orders
                  .expire(order, moved.at())
                  .thenApply(answer -> !(answer instanceof OrderAnswer.Unknown)));
        }
      }
    }
  }
}
