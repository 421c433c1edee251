package crowdstart;

import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.Move;
import crowdstart.feed.Feed;
import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedHandler;
import crowdstart.feed.FeedPage;
import crowdstart.feed.FeedSettings;
import crowdstart.feed.Projections;
import crowdstart.identity.OrderId;
import crowdstart.identity.Region;
import crowdstart.order.OrderAnswer;
import crowdstart.order.Orders;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Tells orders that their hold has run out, as the campaigns' journal says it: at least once, and
 * an order that knows already says so. An order that does not answer is told again with its whole
 * page, and nothing behind it is passed over meanwhile.
 */
final class ExpiryNotices implements FeedHandler<CampaignEvent> {
  static final String NAME = "expiry-notices";

  /** How many orders are told at once; each has to be read back from its journal first. */
  private static final int NOTICES_MAX = 256;

  /** An event may hold thousands of expiries, so few of them make up a page. */
  private static final int EVENTS_PER_PAGE_MAX = 50;

  private static final int ALIVE_WAIT_SECONDS = 2;

  private final Orders orders;

  /** That the hold of an order was gone at a moment. */
  private record Notice(OrderId order, Instant at) {}

  private ExpiryNotices(Orders orders) {
    this.orders = orders;
  }

  static void start(ActorSystem<?> system, Orders orders) {
    FeedSettings settings =
        new FeedSettings(
            EVENTS_PER_PAGE_MAX,
            FeedSettings.DEFAULT.pollInterval(),
            FeedSettings.DEFAULT.pageInterval());
    Feed<CampaignEvent> feed =
        new Feed<>(system, NAME, "campaign-journal", CampaignEvent.class, settings);
    Projections.runOnOneNode(
        system, NAME, Projections.behavior(system, NAME, feed, () -> new ExpiryNotices(orders)));
  }

  @Override
  public void handle(Connection connection, FeedPage<CampaignEvent> page) throws SQLException {
    List<Notice> expired = expired(page);
    for (int from = 0; from < expired.size(); from += NOTICES_MAX) {
      tell(expired.subList(from, Math.min(from + NOTICES_MAX, expired.size())));
      // The transaction is idle meanwhile, and the database ends those that are so for long.
      if (!connection.isValid(ALIVE_WAIT_SECONDS)) {
        throw new SQLException("the connection was lost while orders were told");
      }
    }
  }

  private static List<Notice> expired(FeedPage<CampaignEvent> page) {
    List<Notice> expired = new ArrayList<>();
    for (FeedEvent<CampaignEvent> event : page.events()) {
      if (event.event() instanceof CampaignEvent.StockMoved moved) {
        for (Move move : moved.moves()) {
          if (move instanceof Move.Expired(OrderId order)
              && !order.region().equals(Region.WARM_UP.value())) {
            expired.add(new Notice(order, moved.at()));
          }
        }
      }
    }
    return expired;
  }

  private void tell(List<Notice> expired) {
    List<CompletionStage<OrderAnswer>> answers =
        expired.stream().map(notice -> orders.expire(notice.order(), notice.at())).toList();
    for (CompletionStage<OrderAnswer> answer : answers) {
      if (answer.toCompletableFuture().join() instanceof OrderAnswer.Unknown) {
        throw new IllegalStateException("an order did not answer; its page is told again");
      }
    }
  }
}
