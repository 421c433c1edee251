package crowdstart.simulator;

import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.Move;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStage;
import java.time.Instant;
import java.util.function.Consumer;

/** The arrows between the streams: who is told of what. */
final class Notices {
  private final World world;

  private Notices(World world) {
    this.world = world;
  }

  static void start(World world) {
    Notices notices = new Notices(world);
    new FeedReader<>(world, "expiry-notices", world.campaignJournal, notices::expiries);
    new FeedReader<>(world, "campaign-end-notices", world.campaignJournal, notices::campaignEnds);
    new FeedReader<>(world, "order-end-notices", world.orderJournal, notices::orderEnds);
  }

  private void expiries(Journal.Row<CampaignEvent> row, Consumer<FeedReader.Notice> notices) {
    if (row.event() instanceof CampaignEvent.StockMoved moved) {
      for (Move move : moved.moves()) {
        if (move instanceof Move.Expired(OrderId order)) {
          notices.accept(expiry(order, moved.at()));
        }
      }
    }
  }

  private FeedReader.Notice expiry(OrderId order, Instant at) {
    return new FeedReader.Notice(
        "order " + order + " hold gone at " + at,
        reply -> world.order(order).expire(at, known(reply)));
  }

  private void campaignEnds(Journal.Row<CampaignEvent> row, Consumer<FeedReader.Notice> notices) {
    if (row.event() instanceof CampaignEvent.Closed closed) {
      CampaignId campaign = new CampaignId(row.id());
      notices.accept(
          new FeedReader.Notice(
              "collection " + campaign + " begins",
              reply -> {
                world.collection.begin(campaign, closed.outcome());
                reply.accept(true);
              }));
    }
  }

  private void orderEnds(Journal.Row<OrderEvent> row, Consumer<FeedReader.Notice> notices) {
    OrderId order = new OrderId(row.id());
    switch (row.event()) {
      case OrderEvent.Cancelled _ -> {
        if (world.mutation != Mutation.HOLD_LEAKED_ON_CRASH) {
          notices.accept(
              new FeedReader.Notice(
                  "order " + order + " cancel once more",
                  reply -> world.order(order).cancel(known(reply))));
        }
        notices.accept(tellPayment(order, OrderStage.CANCELLED));
      }
      case OrderEvent.Expired _ -> notices.accept(tellPayment(order, OrderStage.EXPIRED));
      case OrderEvent.Dropped _ ->
          notices.accept(
              new FeedReader.Notice(
                  "order " + order + " drop once more",
                  reply -> world.order(order).drop(known(reply))));
      case OrderEvent.Placed _,
          OrderEvent.Confirmed _,
          OrderEvent.AddressGiven _,
          OrderEvent.AddressLocked _,
          OrderEvent.Released _ -> {}
    }
  }

  private FeedReader.Notice tellPayment(OrderId order, OrderStage stage) {
    return new FeedReader.Notice(
        "payment " + order + " order is " + stage,
        reply ->
            world
                .payment(order)
                .hearOrder(
                    stage, answer -> reply.accept(answer.kind() != PaymentReply.Kind.UNKNOWN)));
  }

  private static Consumer<OrderReply> known(Consumer<Boolean> reply) {
    return answer -> reply.accept(answer.kind() != OrderReply.Kind.UNKNOWN);
  }
}
