package crowdstart.payment;

import crowdstart.order.OrderStage;
import java.util.ArrayList;
import java.util.List;

/** The order that a payment is for: nothing but its stages, and a feed of them. */
final class OrderModel {
  final List<OrderStage> feed = new ArrayList<>();
  OrderStage stage = OrderStage.HELD;
  boolean wasConfirmed;

  /** Moves it, unless it cannot go there. */
  void move(OrderStage to) {
    boolean isAllowed =
        switch (to) {
          case HELD -> false;
          case CONFIRMED, EXPIRED -> stage == OrderStage.HELD;
          case CANCELLED -> stage == OrderStage.HELD || stage == OrderStage.CONFIRMED;
          case DROPPED, RELEASED -> stage == OrderStage.CONFIRMED;
        };
    if (isAllowed) {
      stage = to;
      feed.add(to);
      wasConfirmed |= to == OrderStage.CONFIRMED;
    }
  }
}
