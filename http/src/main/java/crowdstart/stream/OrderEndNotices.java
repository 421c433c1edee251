package crowdstart.stream;

import crowdstart.database.Pool;
import crowdstart.feed.FeedEvent;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStage;
import crowdstart.order.Orders;
import crowdstart.payment.PaymentAnswer;
import crowdstart.payment.Payments;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Orders to payments: an order has ended, so its money must not come, or must go back (M4). The
 * order itself is asked once more, so that its stock is returned even if its node went down between
 * the two.
 */
public final class OrderEndNotices {
  /** The consumer's name. */
  public static final String NAME = "order-end-notices";

  private static final int EVENTS_PER_PAGE_MAX = 500;

  private OrderEndNotices() {}

  public static void start(ActorSystem<?> system, Orders orders, Payments payments) {
    Notices.start(
        system,
        NAME,
        "order-journal",
        OrderEvent.class,
        EVENTS_PER_PAGE_MAX,
        Pool.PAYMENT_VIEW,
        (event, notices) -> read(event, orders, payments, notices));
  }

  private static void read(
      FeedEvent<OrderEvent> event,
      Orders orders,
      Payments payments,
      Consumer<Notices.Notice> notices) {
    String id = event.persistenceId();
    OrderId order = new OrderId(id.substring(id.indexOf('|') + 1));
    switch (event.event()) {
      case OrderEvent.Cancelled _ -> {
        notices.accept(() -> orders.cancel(order).thenApply(OrderEndNotices::isKnown));
        notices.accept(() -> tell(payments, order, OrderStage.CANCELLED));
      }
      case OrderEvent.Expired _ -> notices.accept(() -> tell(payments, order, OrderStage.EXPIRED));
      case OrderEvent.Dropped _ ->
          notices.accept(() -> orders.drop(order).thenApply(OrderEndNotices::isKnown));
      case OrderEvent.Placed _,
          OrderEvent.Confirmed _,
          OrderEvent.AddressGiven _,
          OrderEvent.AddressLocked _,
          OrderEvent.Released _ -> {}
    }
  }

  private static CompletionStage<Boolean> tell(Payments payments, OrderId order, OrderStage stage) {
    return payments
        .hearOrder(order, stage)
        .thenApply(answer -> !(answer instanceof PaymentAnswer.Unknown));
  }

  private static boolean isKnown(OrderAnswer answer) {
    return !(answer instanceof OrderAnswer.Unknown);
  }
}
