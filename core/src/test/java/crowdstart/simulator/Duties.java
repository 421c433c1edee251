package crowdstart.simulator;

import crowdstart.identity.OrderId;
import crowdstart.order.OrderStage;
import crowdstart.payment.Card;
import crowdstart.payment.EndReason;
import crowdstart.payment.Owed;
import crowdstart.payment.OwedAnswer;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.PaymentState;
import java.util.List;
import java.util.function.Consumer;

/** Does what a payment owes, over a network that loses questions and answers. */
final class Duties {
  private static final long PROVIDER_WAIT_MILLIS = 80_000;
  private static final int ORDER_ATTEMPTS = 3;
  private static final long ORDER_WAIT_MILLIS = 1_500;

  private final World world;
  private final SimulatedPayment payment;
  private final OrderId order;

  Duties(World world, SimulatedPayment payment, OrderId order) {
    this.world = world;
    this.payment = payment;
    this.order = order;
  }

  void fulfil(Owed owed, Consumer<OwedAnswer> to) {
    switch (owed) {
      case Owed.AskOrder _ ->
          askOrder(
              "read", reply -> world.order(order).read(reply), reply -> to.accept(stands(reply)));
      case Owed.ConfirmOrder _ ->
          askOrder(
              "confirm",
              reply -> world.order(order).confirm(reply),
              reply -> to.accept(stands(reply)));
      case Owed.TellOrder(EndReason why) ->
          askOrder(
              "tell " + why,
              reply -> {
                if (why == EndReason.UNPAID) {
                  world.order(order).drop(reply);
                } else {
                  world.order(order).release(reply);
                }
              },
              reply -> told(reply, to));
      case Owed.Nothing _,
          Owed.CreateSetup _,
          Owed.ReadSetup _,
          Owed.CancelSetup _,
          Owed.CreateCharge _,
          Owed.ConfirmCharge _,
          Owed.ReadCharge _,
          Owed.CancelCharge _,
          Owed.SendRefund _,
          Owed.FindRefund _,
          Owed.ReadDispute _ ->
          askProvider(owed, to);
    }
  }

  private void askProvider(Owed owed, Consumer<OwedAnswer> to) {
    String key =
        world.mutation == Mutation.REFUND_NOT_IDEMPOTENT ? "-" + payment.incarnation() : "";
    payment.<OwedAnswer>ask(
        "provider " + owed,
        1,
        PROVIDER_WAIT_MILLIS,
        reply -> {
          reply.accept(execute(owed, key));
          if (world.weather.crashesBehindCall()) {
            payment.crash("crashes behind the call");
          }
        },
        new OwedAnswer.Unknown(),
        to);
  }

  private OwedAnswer execute(Owed owed, String key) {
    OwedAnswer answer = world.provider.execute(order, owed, key);
    if (world.mutation == Mutation.CHARGE_WITHOUT_EVENT
        && owed instanceof Owed.CreateCharge(var request)) {
      String made = world.provider.lastCharge();
      world.provider.execute(order, new Owed.ConfirmCharge(made, request.card(), 1), key);
    }
    return answer;
  }

  /** What whoever opened a payment is to show to the provider. */
  static Owed wantedByOpeners(PaymentState state) {
    return switch (state) {
      case PaymentState.Securing it when it.setup().reference() != null ->
          new Owed.ReadSetup(it.setup().reference());
      case PaymentState.Overdue it when it.isReplacing() && it.setup().reference() != null ->
          new Owed.ReadSetup(it.setup().reference());
      case PaymentState.Overdue it when !it.isReplacing() && it.charge().reference() != null ->
          new Owed.ReadCharge(it.charge().reference());
      case PaymentState.Absent _,
          PaymentState.Securing _,
          PaymentState.Overdue _,
          PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Charging _,
          PaymentState.Captured _,
          PaymentState.Ending _,
          PaymentState.Ended _ ->
          new Owed.Nothing();
    };
  }

  /** Only a mutation does this. */
  void chargeTooEarly(PaymentState before, List<PaymentEvent> events) {
    if (before instanceof PaymentState.Overdue overdue && overdue.charge().reference() != null) {
      String reference = overdue.charge().reference();
      Card card = overdue.card();
      for (PaymentEvent event : events) {
        if (event instanceof PaymentEvent.ChargeTried tried) {
          execute(new Owed.ConfirmCharge(reference, card, tried.attempt()), "");
        }
      }
    }
  }

  private void askOrder(
      String what, Consumer<Consumer<OrderReply>> question, Consumer<OrderReply> to) {
    payment.ask(
        "order " + order + " " + what,
        ORDER_ATTEMPTS,
        ORDER_WAIT_MILLIS,
        question,
        OrderReply.UNKNOWN,
        to);
  }

  private static OwedAnswer stands(OrderReply reply) {
    OrderStage stage = reply.stage();
    return stage == null ? new OwedAnswer.Unknown() : new OwedAnswer.OrderStands(stage);
  }

  private void told(OrderReply reply, Consumer<OwedAnswer> to) {
    if (reply.kind() == OrderReply.Kind.WRONG_STAGE && reply.stage() == OrderStage.HELD) {
      askOrder(
          "confirm",
          again -> world.order(order).confirm(again),
          _ -> to.accept(new OwedAnswer.Unknown()));
      return;
    }
    to.accept(
        switch (reply.kind()) {
          case FOUND, NOT_FOUND, WRONG_STAGE -> new OwedAnswer.OrderTold();
          case UNKNOWN -> new OwedAnswer.Unknown();
        });
  }
}
