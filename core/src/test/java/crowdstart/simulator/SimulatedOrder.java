package crowdstart.simulator;

import crowdstart.campaign.StockAnswer;
import crowdstart.campaign.StockCommand;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.order.Order;
import crowdstart.order.OrderCommand;
import crowdstart.order.OrderDecision;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderRequest;
import crowdstart.order.OrderState;
import crowdstart.order.PlaceRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An order, as {@code OrderEntity} plays it: the same steps, with callbacks for actors. */
final class SimulatedOrder extends Entity<OrderEvent, OrderState> {
  private static final int STOCK_ATTEMPTS = 4;
  private static final long RESEND_MILLIS = 1_000;
  private static final long STOCK_PATIENCE_MILLIS = STOCK_ATTEMPTS * RESEND_MILLIS;

  private final OrderId order;
  private Step step = new Step.None();

  SimulatedOrder(World world, OrderId order) {
    super(world, "order", order.value(), world.orderJournal, new OrderState.Absent());
    this.order = order;
  }

  void place(OrderRequest request, Consumer<PlaceReply> replyTo) {
    receive(() -> onPlace(request, replyTo));
  }

  void read(Consumer<OrderReply> replyTo) {
    receive(() -> reply(replyTo, OrderReply.found(state())));
  }

  void cancel(Consumer<OrderReply> replyTo) {
    receive(() -> end(new OrderCommand.Cancel(now()), true, replyTo));
  }

  void drop(Consumer<OrderReply> replyTo) {
    receive(() -> end(new OrderCommand.Drop(now()), true, replyTo));
  }

  void release(Consumer<OrderReply> replyTo) {
    receive(() -> end(new OrderCommand.Release(now()), false, replyTo));
  }

  void confirm(Consumer<OrderReply> replyTo) {
    receive(() -> onConfirm(replyTo));
  }

  void expire(Instant at, Consumer<OrderReply> replyTo) {
    receive(() -> onExpire(at, replyTo));
  }

  private void onPlace(OrderRequest request, Consumer<PlaceReply> replyTo) {
    if (state() instanceof OrderState.Known known) {
      boolean isRepeat =
          world.mutation == Mutation.KEY_WITHOUT_CONTENT || Order.isRepeat(known.placed(), request);
      reply(
          replyTo,
          isRepeat
              ? new PlaceReply.Placed(known.placed())
              : new PlaceReply.Refused(PlaceRefusal.IDEMPOTENCY_KEY_REUSED));
    } else if (step instanceof Step.Placing(OrderRequest first, var askers)) {
      if (first.equals(request) || world.mutation == Mutation.KEY_WITHOUT_CONTENT) {
        askers.add(replyTo);
      } else {
        reply(replyTo, new PlaceReply.Refused(PlaceRefusal.IDEMPOTENCY_KEY_REUSED));
      }
    } else {
      step = new Step.Placing(request, new ArrayList<>(List.of(replyTo)));
      askStock(
          request.campaign(),
          new StockCommand.PlaceHold(order, request.backerId(), request.lines()));
    }
  }

  private void onConfirm(Consumer<OrderReply> replyTo) {
    if (step instanceof Step.Confirming(var askers)) {
      askers.add(replyTo);
    } else if (step instanceof Step.Checking) {
      reply(replyTo, OrderReply.UNKNOWN);
    } else if (state() instanceof OrderState.Held held) {
      step = new Step.Confirming(new ArrayList<>(List.of(replyTo)));
      askStock(held.placed().campaign(), new StockCommand.ConfirmHold(order));
    } else {
      settle(new OrderCommand.Confirm(now()), List.of(replyTo));
    }
  }

  private void end(OrderCommand command, boolean returnsStock, Consumer<OrderReply> replyTo) {
    if (step instanceof Step.Releasing(var askers)) {
      askers.add(replyTo);
    } else if (step instanceof Step.Confirming || step instanceof Step.Checking) {
      reply(replyTo, OrderReply.UNKNOWN);
    } else if (!returnsStock) {
      settle(command, List.of(replyTo));
    } else {
      switch (Order.decide(state(), command)) {
        case OrderDecision.Accept(OrderEvent event) ->
            store(event, new Step.Storing(List.of(replyTo)), () -> giveBack(replyTo));
        case OrderDecision.AlreadyDone _ -> giveBack(replyTo);
        case OrderDecision.Reject _ -> reply(replyTo, OrderReply.rejected(state()));
      }
    }
  }

  private void onExpire(Instant at, Consumer<OrderReply> replyTo) {
    if (world.mutation == Mutation.NOTICE_BY_OWN_CLOCK
        && state() instanceof OrderState.Known known
        && known.placed().at().isAfter(at)) {
      reply(replyTo, OrderReply.found(state()));
    } else if (step instanceof Step.Checking(var askers)) {
      askers.add(replyTo);
    } else if (step instanceof Step.Placing || step instanceof Step.Confirming) {
      reply(replyTo, OrderReply.UNKNOWN);
    } else if (state() instanceof OrderState.Held held
        && held.placed().holdExpiresAt().isAfter(at)) {
      step = new Step.Checking(new ArrayList<>(List.of(replyTo)));
      askStock(held.placed().campaign(), new StockCommand.FindHold(order));
    } else {
      settle(new OrderCommand.Expire(now()), List.of(replyTo));
    }
  }

  private void giveBack(Consumer<OrderReply> replyTo) {
    step = new Step.Releasing(new ArrayList<>(List.of(replyTo)));
    if (state() instanceof OrderState.Known known) {
      askStock(known.placed().campaign(), new StockCommand.ReleaseHold(order));
    }
  }

  private void onStock(StockAnswer answer) {
    Step asked = step;
    step = new Step.None();
    switch (asked) {
      case Step.None _, Step.Storing _ -> {}
      case Step.Placing placing -> onHold(placing, answer);
      case Step.Confirming(var askers) -> {
        if (answer instanceof StockAnswer.Confirmed && !isOver()) {
          settle(new OrderCommand.Confirm(now()), askers);
        } else {
          gone(answer, askers);
        }
      }
      case Step.Checking(var askers) -> {
        if (answer instanceof StockAnswer.Held) {
          replyAll(askers, OrderReply.found(state()));
        } else {
          gone(answer, askers);
        }
      }
      case Step.Releasing(var askers) -> {
        boolean isFree =
            answer instanceof StockAnswer.Released || answer instanceof StockAnswer.NotHeld;
        replyAll(askers, isFree ? OrderReply.found(state()) : OrderReply.UNKNOWN);
      }
    }
  }

  private void gone(StockAnswer answer, List<Consumer<OrderReply>> askers) {
    if (answer instanceof StockAnswer.NotHeld || isOver()) {
      settle(new OrderCommand.Expire(now()), askers);
    } else {
      replyAll(askers, OrderReply.UNKNOWN);
    }
  }

  /** Never asks its own clock, unless a mutation does. */
  private boolean isOver() {
    return world.mutation == Mutation.EXPIRY_BY_OWN_CLOCK
        && state() instanceof OrderState.Held held
        && now().isAfter(held.placed().holdExpiresAt());
  }

  private void onHold(Step.Placing placing, StockAnswer answer) {
    switch (answer) {
      case StockAnswer.Held held
          when Lines.asked(held.lines()).equals(placing.request().lines()) -> {
        OrderCommand place =
            new OrderCommand.Place(
                placing.request(), 0, held.lines(), held.currency(), held.expiresAt(), now());
        if (!(Order.decide(state(), place) instanceof OrderDecision.Accept(OrderEvent event))) {
          throw new IllegalStateException("asked for stock, yet placed: " + order);
        }
        if (world.mutation == Mutation.REPLY_BEFORE_PERSIST
            && event instanceof OrderEvent.Placed placed) {
          placing.askers().forEach(asker -> asker.accept(new PlaceReply.Placed(placed)));
          placing.askers().clear();
        }
        store(event, placing, () -> placed(placing.askers()));
      }
      case StockAnswer.Held _ ->
          replyAll(placing.askers(), new PlaceReply.Refused(PlaceRefusal.IDEMPOTENCY_KEY_REUSED));
      case StockAnswer.Refused _,
          StockAnswer.Overloaded _,
          StockAnswer.Unknown _,
          StockAnswer.Confirmed _,
          StockAnswer.Released _,
          StockAnswer.NotHeld _ ->
          replyAll(placing.askers(), PlaceReply.notPlaced(answer));
    }
  }

  private void placed(List<Consumer<PlaceReply>> askers) {
    if (state() instanceof OrderState.Known known) {
      askers.forEach(asker -> asker.accept(new PlaceReply.Placed(known.placed())));
    }
  }

  private void settle(OrderCommand command, List<Consumer<OrderReply>> askers) {
    switch (Order.decide(state(), command)) {
      case OrderDecision.Accept(OrderEvent event) ->
          store(
              event,
              new Step.Storing(askers),
              () -> askers.forEach(asker -> asker.accept(OrderReply.found(state()))));
      case OrderDecision.AlreadyDone _ -> replyAll(askers, OrderReply.found(state()));
      case OrderDecision.Reject _ -> replyAll(askers, OrderReply.rejected(state()));
    }
  }

  private void store(OrderEvent event, Step until, Runnable then) {
    step = until;
    persist(
        List.of(event),
        _ -> {
          step = new Step.None();
          then.run();
          restIfIdle();
        });
  }

  private void askStock(CampaignId campaign, StockCommand command) {
    long givenUpAt = world.schedule.now() + STOCK_PATIENCE_MILLIS;
    this.<StockAnswer>ask(
        "gate " + command,
        STOCK_ATTEMPTS,
        RESEND_MILLIS,
        replyTo ->
            world.campaign(campaign).submit(command, givenUpAt - world.schedule.now(), replyTo),
        new StockAnswer.Unknown(),
        this::onStock);
  }

  private <T> void reply(Consumer<T> replyTo, T answer) {
    replyTo.accept(answer);
    restIfIdle();
  }

  private <T> void replyAll(List<Consumer<T>> askers, T answer) {
    askers.forEach(asker -> asker.accept(answer));
    restIfIdle();
  }

  /** Rests sooner or later, which costs it its memory. */
  private void restIfIdle() {
    boolean isOver = !(state() instanceof OrderState.Known known) || known.stage().isFinal();
    if (step instanceof Step.None && !isBusy() && isOver && world.random.nextBoolean()) {
      crash("rests");
    }
  }

  @Override
  void persistFailed() {
    failStep();
  }

  @Override
  void recovered() {
    failStep();
  }

  private void failStep() {
    Step failed = step;
    step = new Step.None();
    failed.fail();
  }

  @Override
  void forget() {
    step = new Step.None();
  }

  @Override
  OrderState empty() {
    return new OrderState.Absent();
  }

  @Override
  OrderState evolve(OrderState before, OrderEvent event) {
    return Order.evolve(before, event);
  }
}
