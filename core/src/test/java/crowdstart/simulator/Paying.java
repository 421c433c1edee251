package crowdstart.simulator;

import crowdstart.campaign.FundingModel;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStage;
import crowdstart.payment.PaymentState;
import crowdstart.payment.Terms;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;

/** A backer at the payment step of one order, and again whenever the card has refused. */
final class Paying {
  private static final int ATTEMPTS = 3;
  private static final long WAIT_MILLIS = 1_500;
  private static final int RETRIES_MAX = 4;
  private static final int VISITS_MAX = 3;

  private final World world;
  private final Random random;
  private final OrderId order;
  private final Terms terms;
  private final int secondsToType;
  private int retries;

  Paying(World world, OrderEvent.Placed placed, FundingModel model, int secondsToType) {
    this.world = world;
    this.random = world.random;
    this.secondsToType = secondsToType;
    this.order = placed.order();
    this.terms =
        new Terms(
            placed.order(),
            placed.campaign(),
            placed.total(),
            placed.currency(),
            model,
            placed.holdExpiresAt());
  }

  /** Only an order that stands may be paid for. */
  void open() {
    int rankBefore = world.judge.orders.rank(order);
    Asking.ask(
        world,
        "order " + order + " payable",
        ATTEMPTS,
        WAIT_MILLIS,
        () -> true,
        (Consumer<OrderReply> reply) -> world.order(order).read(reply),
        OrderReply.UNKNOWN,
        reply -> {
          world.judge.orders.seen(order, rankBefore, reply);
          if (reply.stage() == OrderStage.HELD || reply.stage() == OrderStage.CONFIRMED) {
            openPayment(false);
          }
        });
    for (int i = random.nextInt(VISITS_MAX); i > 0; i--) {
      long at = Duration.ofMinutes(1 + random.nextInt(6 * 24 * 60)).toMillis();
      world.schedule.in(at, "backer visits " + order, this::visit);
    }
  }

  /** The backer was told that the card had refused. */
  private void visit() {
    if (world.paymentViews.state(order.value()) instanceof PaymentState.Overdue) {
      openPayment(random.nextBoolean());
    }
  }

  private void openPayment(boolean isNewCard) {
    Asking.ask(
        world,
        "payment " + order + " open",
        ATTEMPTS,
        WAIT_MILLIS,
        () -> true,
        (Consumer<PaymentReply> reply) -> world.payment(order).open(terms, isNewCard, reply),
        PaymentReply.UNKNOWN,
        reply -> opened(reply, isNewCard));
  }

  private void opened(PaymentReply reply, boolean isNewCard) {
    if (reply.kind() == PaymentReply.Kind.UNKNOWN) {
      if (retries++ < RETRIES_MAX) {
        later("tries again", () -> openPayment(isNewCard));
      }
      return;
    }
    switch (reply.state()) {
      case PaymentState.Securing it when it.setup().reference() != null -> {
        String setup = it.setup().reference();
        later("gives a card", () -> world.provider.giveCard(setup));
      }
      case PaymentState.Overdue it when it.isReplacing() && it.setup().reference() != null -> {
        String setup = it.setup().reference();
        later("gives another card", () -> world.provider.giveCard(setup));
      }
      case PaymentState.Overdue it when it.charge().reference() != null -> {
        String charge = it.charge().reference();
        later("authenticates", () -> world.provider.authenticate(charge));
      }
      case PaymentState.Absent _,
          PaymentState.Securing _,
          PaymentState.Overdue _,
          PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Charging _,
          PaymentState.Captured _,
          PaymentState.Ending _,
          PaymentState.Ended _ -> {}
    }
  }

  private void later(String what, Runnable action) {
    long wait = 1_000L * (1 + random.nextInt(secondsToType));
    world.schedule.in(wait, "backer of " + order + " " + what, action);
  }
}
