package crowdstart.simulator;

import crowdstart.identity.OrderId;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.PaymentState;
import java.time.Duration;
import java.util.function.Consumer;

/** A person who sees to the refunds that were given up: asks the backer, and sends them again. */
final class Helpdesk {
  private static final int ATTEMPTS = 3;
  private static final long WAIT_MILLIS = 1_500;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final World world;
  private int letters;

  Helpdesk(World world) {
    this.world = world;
    world.paymentJournal.eachStored(row -> {
      if (row.event() instanceof PaymentEvent.RefundGivenUp) {
        OrderId order = new OrderId(row.id());
        world.schedule.in(DAY_MILLIS, "somebody sees to " + order, () -> seeTo(order));
      }
    });
  }

  private void seeTo(OrderId order) {
    if (world.paymentViews.state(order.value()) instanceof PaymentState.Captured captured
        && captured.isGivenUp()
        && captured.refundable() > 0) {
      String refund = "person-" + ++letters;
      Asking.ask(
          world,
          "person gives back of " + order,
          ATTEMPTS,
          WAIT_MILLIS,
          () -> true,
          (Consumer<PaymentReply> reply) ->
              world.payment(order).giveBack(refund, captured.refundable(), reply),
          PaymentReply.UNKNOWN,
          reply -> {
            if (reply.kind() == PaymentReply.Kind.UNKNOWN) {
              world.schedule.in(DAY_MILLIS, "somebody sees to " + order, () -> seeTo(order));
            }
          });
    }
  }
}
