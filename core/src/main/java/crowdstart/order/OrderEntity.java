package crowdstart.order;

import crowdstart.campaign.StockAnswer;
import crowdstart.campaign.StockCommand;
import crowdstart.identity.OrderId;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;

/**
 * Keeps one order. Adds no rules: asks the campaign for stock where a step needs it, stores what
 * {@link Order} decides, and answers behind the commit.
 */
public final class OrderEntity extends SteppedOrder {
  public static final EntityTypeKey<OrderMessage> TYPE =
      EntityTypeKey.create(OrderMessage.class, "order");

  private final OrderId order;

  public static Behavior<OrderMessage> create(
      OrderId order, ActorRef<ClusterSharding.ShardCommand> shard, OrderSettings settings) {
    return Behaviors.setup(context -> {
      // Otherwise each order that starts walks its stack to find a name.
      context.setLoggerName(OrderEntity.class);
      return new OrderEntity(context, order, shard, settings);
    });
  }

  private OrderEntity(
      ActorContext<OrderMessage> context,
      OrderId order,
      ActorRef<ClusterSharding.ShardCommand> shard,
      OrderSettings settings) {
    super(TYPE.name(), context, order, shard, settings);
    this.order = order;
  }

  @Override
  public CommandHandler<OrderMessage, OrderEvent, OrderState> commandHandler() {
    return this::onMessage;
  }

  private Effect<OrderEvent, OrderState> onMessage(OrderState state, OrderMessage message) {
    return switch (message) {
      case OrderMessage.Place place -> place(state, place);
      case OrderMessage.Read(ActorRef<OrderAnswer> replyTo) ->
          reply(replyTo, OrderAnswers.standing(state));
      case OrderMessage.Cancel cancel ->
          end(state, cancel, new OrderCommand.Cancel(now()), true, cancel.replyTo());
      case OrderMessage.Drop drop ->
          end(state, drop, new OrderCommand.Drop(now()), true, drop.replyTo());
      case OrderMessage.Release release ->
          end(state, release, new OrderCommand.Release(now()), false, release.replyTo());
      case OrderMessage.Confirm(ActorRef<OrderAnswer> replyTo) -> confirm(state, replyTo);
      case OrderMessage.Expire expire -> expire(state, expire);
      case OrderMessage.GiveAddress give ->
          change(state, give, new OrderCommand.GiveAddress(give.address(), now()), give.replyTo());
      case OrderMessage.LockAddress lock ->
          change(state, lock, new OrderCommand.LockAddress(now()), lock.replyTo());
      case OrderMessage.StockAnswered(StockAnswer answer) -> onStock(state, answer);
      case OrderMessage.Stop _ -> stop();
    };
  }

  private Effect<OrderEvent, OrderState> place(OrderState state, OrderMessage.Place place) {
    // Identity first: a retry must get its first answer, even where today's rules would refuse it.
    if (state instanceof OrderState.Known known) {
      return reply(place.replyTo(), OrderAnswers.repeat(known, place));
    }
    if (step instanceof OrderStep.Placing(OrderRequest first, List<OrderMessage.Place> askers)) {
      if (!first.equals(place.request())) {
        return reply(place.replyTo(), new PlaceAnswer.Refused(PlaceRefusal.IDEMPOTENCY_KEY_REUSED));
      }
      return join(askers, place, place.replyTo(), new PlaceAnswer.Unknown());
    }
    OrderRequest request = place.request();
    step = new OrderStep.Placing(request, new ArrayList<>(List.of(place)));
    return ask(
        request.campaign(), new StockCommand.PlaceHold(order, request.backerId(), request.lines()));
  }

  private Effect<OrderEvent, OrderState> confirm(OrderState state, ActorRef<OrderAnswer> replyTo) {
    if (step instanceof OrderStep.Confirming(List<ActorRef<OrderAnswer>> askers)) {
      return join(askers, replyTo, new OrderAnswer.Unknown());
    }
    if (step instanceof OrderStep.Checking) {
      return later(new OrderMessage.Confirm(replyTo), replyTo);
    }
    if (!(state instanceof OrderState.Held held)) {
      return settle(state, new OrderCommand.Confirm(now()), List.of(replyTo));
    }
    step = new OrderStep.Confirming(new ArrayList<>(List.of(replyTo)));
    return ask(held.placed().campaign(), new StockCommand.ConfirmHold(order));
  }

  /**
   * The end is stored first, then the stock returned, then answered. A repeat returns the stock
   * again, which changes nothing. Should nobody repeat, a hold runs out by itself; sold units are
   * returned by whoever hears of the end from the journal.
   */
  private Effect<OrderEvent, OrderState> end(
      OrderState state,
      OrderMessage message,
      OrderCommand command,
      boolean returnsStock,
      ActorRef<OrderAnswer> replyTo) {
    if (step instanceof OrderStep.Releasing(List<ActorRef<OrderAnswer>> askers)) {
      return join(askers, replyTo, new OrderAnswer.Unknown());
    }
    if (step instanceof OrderStep.Confirming || step instanceof OrderStep.Checking) {
      return later(message, replyTo);
    }
    if (!returnsStock) {
      return settle(state, command, List.of(replyTo));
    }
    return switch (Order.decide(state, command)) {
      case OrderDecision.Accept(OrderEvent event) ->
          store(event, new OrderStep.Storing(List.of(replyTo)), next -> release(next, replyTo));
      case OrderDecision.AlreadyDone _ -> Effect().none().thenRun(same -> release(same, replyTo));
      case OrderDecision.Reject(OrderRejection why) ->
          reply(replyTo, OrderAnswers.rejected(state, why));
    };
  }

  /**
   * Not while the campaign is asked to confirm: if it does, the units are sold for good (S5). Nor
   * while it is asked to hold: the order may be placed on what is gone. A hold that had time left
   * by the campaign's own clock ended with the campaign, or the notice is of an older one: it is
   * asked.
   */
  private Effect<OrderEvent, OrderState> expire(OrderState state, OrderMessage.Expire expire) {
    if (step instanceof OrderStep.Checking(List<ActorRef<OrderAnswer>> askers)) {
      return join(askers, expire.replyTo(), new OrderAnswer.Unknown());
    }
    if (step instanceof OrderStep.Confirming || step instanceof OrderStep.Placing) {
      return reply(expire.replyTo(), new OrderAnswer.Unknown());
    }
    if (state instanceof OrderState.Held held
        && held.placed().holdExpiresAt().isAfter(expire.at())) {
      step = new OrderStep.Checking(new ArrayList<>(List.of(expire.replyTo())));
      return ask(held.placed().campaign(), new StockCommand.FindHold(order));
    }
    return settle(state, new OrderCommand.Expire(now()), List.of(expire.replyTo()));
  }

  /** What concerns no stock; not in the middle of a step, whose askers it would forget. */
  private Effect<OrderEvent, OrderState> change(
      OrderState state, OrderMessage message, OrderCommand command, ActorRef<OrderAnswer> replyTo) {
    return step instanceof OrderStep.None
        ? settle(state, command, List.of(replyTo))
        : later(message, replyTo);
  }

  private void release(OrderState state, ActorRef<OrderAnswer> replyTo) {
    step = new OrderStep.Releasing(new ArrayList<>(List.of(replyTo)));
    if (state instanceof OrderState.Known known) {
      ask(known.placed().campaign(), new StockCommand.ReleaseHold(order));
    }
  }

  private Effect<OrderEvent, OrderState> onStock(OrderState state, StockAnswer answer) {
    OrderStep asked = step;
    step = new OrderStep.None();
    return switch (asked) {
      case OrderStep.None _, OrderStep.Storing _ -> Effect().none();
      case OrderStep.Placing placing -> onHold(state, placing, answer);
      case OrderStep.Confirming(List<ActorRef<OrderAnswer>> askers) ->
          switch (answer) {
            case StockAnswer.Confirmed _ -> settle(state, new OrderCommand.Confirm(now()), askers);
            // The campaign let the hold go, and its notice is on the way.
            case StockAnswer.NotHeld _ -> settle(state, new OrderCommand.Expire(now()), askers);
            case StockAnswer.Held _,
                StockAnswer.Released _,
                StockAnswer.Refused _,
                StockAnswer.Overloaded _,
                StockAnswer.Unknown _ ->
                replyAll(askers, new OrderAnswer.Unknown());
          };
      case OrderStep.Checking(List<ActorRef<OrderAnswer>> askers) ->
          switch (answer) {
            case StockAnswer.NotHeld _ -> settle(state, new OrderCommand.Expire(now()), askers);
            case StockAnswer.Held _ -> replyAll(askers, OrderAnswers.standing(state));
            case StockAnswer.Confirmed _,
                StockAnswer.Released _,
                StockAnswer.Refused _,
                StockAnswer.Overloaded _,
                StockAnswer.Unknown _ ->
                replyAll(askers, new OrderAnswer.Unknown());
          };
      case OrderStep.Releasing(List<ActorRef<OrderAnswer>> askers) -> {
        boolean isFree =
            answer instanceof StockAnswer.Released || answer instanceof StockAnswer.NotHeld;
        yield replyAll(askers, isFree ? OrderAnswers.standing(state) : new OrderAnswer.Unknown());
      }
    };
  }

  private Effect<OrderEvent, OrderState> onHold(
      OrderState state, OrderStep.Placing placing, StockAnswer answer) {
    if (!(answer instanceof StockAnswer.Held held)) {
      return replyAll(placing, OrderAnswers.notPlaced(answer));
    }
    if (!Order.isHoldFor(placing.request(), held.lines())) {
      // An earlier request with this key holds something else, and may yet be placed.
      return replyAll(placing, new PlaceAnswer.Refused(PlaceRefusal.IDEMPOTENCY_KEY_REUSED));
    }
    OrderCommand place =
        new OrderCommand.Place(
            placing.request(),
            placing.askers().getFirst().requestNumber(),
            held.lines(),
            held.currency(),
            held.expiresAt(),
            now());
    return switch (Order.decide(state, place)) {
      case OrderDecision.Accept(OrderEvent event) ->
          store(event, placing, next -> OrderAnswers.placed(placing.askers(), next));
      case OrderDecision.AlreadyDone _, OrderDecision.Reject _ ->
          throw new IllegalStateException("asked for stock, yet placed: " + order);
    };
  }
}
