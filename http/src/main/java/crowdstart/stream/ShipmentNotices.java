package crowdstart.stream;

import crowdstart.campaign.Line;
import crowdstart.database.Pool;
import crowdstart.feed.FeedEvent;
import crowdstart.fulfilment.ShipmentAnswer;
import crowdstart.fulfilment.ShipmentCommand;
import crowdstart.fulfilment.Shipments;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStanding;
import crowdstart.order.Orders;
import crowdstart.payment.PaymentAnswer;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.PaymentStanding;
import crowdstart.payment.Payments;
import crowdstart.payment.Refund;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Payments to fulfilment: an order is paid for, so a parcel is begun; all of its money went back,
 * so the parcel is called off; a bank disputes it, so the parcel waits until that is decided. What
 * is told follows from how the payment stands, not from the one event, so that notices of one order
 * may overtake each other.
 */
public final class ShipmentNotices {
  /** The consumer's name. */
  public static final String NAME = "shipment-notices";

  private static final int EVENTS_PER_PAGE_MAX = 500;

  private final Orders orders;
  private final Payments payments;
  private final Shipments shipments;
  private final Suspension suspension;

  private ShipmentNotices(Orders orders, Payments payments, Shipments shipments) {
    this.orders = orders;
    this.payments = payments;
    this.shipments = shipments;
    this.suspension = new Suspension(payments::read, shipments::change);
  }

  public static void start(
      ActorSystem<?> system, Orders orders, Payments payments, Shipments shipments) {
    ShipmentNotices notices = new ShipmentNotices(orders, payments, shipments);
    Notices.start(
        system,
        NAME,
        "payment-journal",
        Object.class,
        EVENTS_PER_PAGE_MAX,
        Pool.FULFILMENT_VIEW,
        notices::read);
  }

  /** The journal holds the events of collections as well. */
  private void read(FeedEvent<Object> event, Consumer<Notices.Notice> notices) {
    if (event.event() instanceof PaymentEvent.Captured
        || event.event() instanceof PaymentEvent.Refunded
        || event.event() instanceof PaymentEvent.RefundFailed
        || event.event() instanceof PaymentEvent.Disputed) {
      String id = event.persistenceId();
      OrderId order = new OrderId(id.substring(id.indexOf('|') + 1));
      notices.accept(() -> tell(order));
    }
  }

  private CompletionStage<Boolean> tell(OrderId order) {
    return payments
        .read(order)
        .thenCompose(answer ->
            switch (answer) {
              case PaymentAnswer.Found found -> tell(order, found.standing());
              case PaymentAnswer.Refused _, PaymentAnswer.NotFound _ -> answered(true);
              case PaymentAnswer.Unknown _ -> answered(false);
            });
  }

  private CompletionStage<Boolean> tell(OrderId order, PaymentStanding payment) {
    if (isGivenBack(payment)) {
      // Begun first, so that nothing that comes late can begin it afterwards.
      return begin(order).thenCompose(isKnown -> isKnown ? stand(order, true) : answered(false));
    }
    if (!isKept(payment)) {
      return answered(true);
    }
    CompletionStage<Boolean> begun = begin(order);
    if (mayHaveBeenGivenBack(payment)) {
      begun = begun.thenCompose(isKnown -> isKnown ? stand(order, false) : answered(false));
    }
    // Most payments are never disputed, and their parcels are not asked a second time.
    return payment.disputes().isEmpty()
        ? begun
        : begun.thenCompose(
            isKnown -> isKnown ? suspension.tell(order, payment.isDisputed()) : answered(false));
  }

  private static boolean isGivenBack(PaymentStanding payment) {
    return payment.captured() > 0 && payment.refunded() + payment.lost() >= payment.captured();
  }

  private static boolean isKept(PaymentStanding payment) {
    return payment.captured() > 0 && payment.endReason() == null;
  }

  /** Whether its parcel may have been called off: a refund failed since, or a bank gave in. */
  private static boolean mayHaveBeenGivenBack(PaymentStanding payment) {
    return !payment.disputes().isEmpty()
        || payment.refunds().stream().anyMatch(it -> it.status() == Refund.Status.FAILED);
  }

  /**
   * Held against the payment once more: a node that was paused before it told this may have been
   * overtaken by one that told the contrary.
   */
  private CompletionStage<Boolean> stand(OrderId order, boolean isCalledOff) {
    return change(order, isCalledOff ? new ShipmentCommand.Cancel() : new ShipmentCommand.Reopen())
        .thenCompose(isKnown ->
            isKnown
                ? payments.read(order).thenCompose(now -> corrected(order, isCalledOff, now))
                : answered(false));
  }

  private CompletionStage<Boolean> corrected(OrderId order, boolean told, PaymentAnswer now) {
    return switch (now) {
      case PaymentAnswer.Found(var standing, _)
          when told ? !isGivenBack(standing) && isKept(standing) : isGivenBack(standing) ->
          stand(order, !told);
      case PaymentAnswer.Found _, PaymentAnswer.Refused _, PaymentAnswer.NotFound _ ->
          answered(true);
      case PaymentAnswer.Unknown _ -> answered(false);
    };
  }

  private CompletionStage<Boolean> begin(OrderId order) {
    return orders
        .read(order)
        .thenCompose(answer ->
            switch (answer) {
              case OrderAnswer.Found(OrderStanding standing) ->
                  change(order, begin(standing.placed()));
              case OrderAnswer.WrongStage _, OrderAnswer.AddressRefused _, OrderAnswer.NotFound _ ->
                  answered(true);
              case OrderAnswer.Unknown _ -> answered(false);
            });
  }

  private static ShipmentCommand begin(OrderEvent.Placed placed) {
    List<Line> lines =
        placed.lines().stream().map(line -> new Line(line.tier(), line.quantity())).toList();
    return new ShipmentCommand.Begin(
        placed.order(), placed.campaign(), lines, placed.backer().country());
  }

  private CompletionStage<Boolean> change(OrderId order, ShipmentCommand command) {
    return shipments
        .change(order, command)
        .thenApply(answer -> !(answer instanceof ShipmentAnswer.Unknown));
  }

  private static CompletionStage<Boolean> answered(boolean isKnown) {
    return CompletableFuture.completedStage(isKnown);
  }
}
