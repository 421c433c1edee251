package crowdstart.order;

import crowdstart.campaign.StockAnswer;
import crowdstart.campaign.StockCommand;
import crowdstart.campaign.StockDesk;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.Region;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.JournalPersistFailed;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Keeps one order. Adds no rules: asks the campaign for stock where a step needs it, stores what
 * {@link Order} decides, and answers behind the commit.
 */
public final class OrderEntity extends EventSourcedBehavior<OrderMessage, OrderEvent, OrderState> {
  public static final EntityTypeKey<OrderMessage> TYPE =
      EntityTypeKey.create(OrderMessage.class, "order");

  /** How many requests may wait for the same step of the same order; the next is told unknown. */
  private static final int ASKERS_MAX = 100;

  private static final BackoffSupervisorStrategy RESTART =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  private final ActorContext<OrderMessage> context;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final OrderId order;
  private final OrderSettings settings;

  /** The step that waits for the campaign; at most one at a time. */
  private OrderStep step = new OrderStep.None();

  public static Behavior<OrderMessage> create(
      OrderId order, ActorRef<ClusterSharding.ShardCommand> shard, OrderSettings settings) {
    return Behaviors.setup(context -> new OrderEntity(context, order, shard, settings));
  }

  private OrderEntity(
      ActorContext<OrderMessage> context,
      OrderId order,
      ActorRef<ClusterSharding.ShardCommand> shard,
      OrderSettings settings) {
    super(PersistenceId.of(TYPE.name(), order.value()), RESTART);
    this.context = context;
    this.order = order;
    this.shard = shard;
    this.settings = settings;
  }

  @Override
  public OrderState emptyState() {
    return new OrderState.Absent();
  }

  @Override
  public CommandHandler<OrderMessage, OrderEvent, OrderState> commandHandler() {
    return this::onMessage;
  }

  @Override
  public EventHandler<OrderState, OrderEvent> eventHandler() {
    return Order::evolve;
  }

  private Effect<OrderEvent, OrderState> onMessage(OrderState state, OrderMessage message) {
    return switch (message) {
      case OrderMessage.Place place -> place(state, place);
      case OrderMessage.Read(ActorRef<OrderAnswer> replyTo) ->
          reply(replyTo, OrderAnswers.standing(state));
      case OrderMessage.Cancel(ActorRef<OrderAnswer> replyTo) -> cancel(state, replyTo);
      case OrderMessage.Confirm(ActorRef<OrderAnswer> replyTo) -> confirm(state, replyTo);
      case OrderMessage.Expire(ActorRef<OrderAnswer> replyTo) -> expire(state, replyTo);
      case OrderMessage.StockAnswered(StockAnswer answer) -> onStock(state, answer);
      case OrderMessage.Stop _ -> {
        failStep();
        yield Effect().stop();
      }
    };
  }

  private Effect<OrderEvent, OrderState> place(OrderState state, OrderMessage.Place place) {
    // Identity first: a retry must get its first answer, even where today's rules would refuse it.
    if (state instanceof OrderState.Known known) {
      return reply(place.replyTo(), OrderAnswers.repeat(known, place.request()));
    }
    if (step instanceof OrderStep.Placing(OrderRequest first, List<ActorRef<PlaceAnswer>> askers)) {
      if (!first.equals(place.request())) {
        return reply(place.replyTo(), new PlaceAnswer.Refused(PlaceRefusal.IDEMPOTENCY_KEY_REUSED));
      }
      return join(askers, place.replyTo(), new PlaceAnswer.Unknown());
    }
    OrderRequest request = place.request();
    step = new OrderStep.Placing(request, new ArrayList<>(List.of(place.replyTo())));
    return ask(
        request.campaign(), new StockCommand.PlaceHold(order, request.backerId(), request.lines()));
  }

  private Effect<OrderEvent, OrderState> confirm(OrderState state, ActorRef<OrderAnswer> replyTo) {
    if (step instanceof OrderStep.Confirming(List<ActorRef<OrderAnswer>> askers)) {
      return join(askers, replyTo, new OrderAnswer.Unknown());
    }
    if (!(state instanceof OrderState.Held held)) {
      return settle(state, new OrderCommand.Confirm(now()), List.of(replyTo));
    }
    step = new OrderStep.Confirming(new ArrayList<>(List.of(replyTo)));
    return ask(held.placed().campaign(), new StockCommand.ConfirmHold(order));
  }

  /**
   * The cancellation is stored first, then the stock returned, then answered. A repeat returns the
   * stock again, which changes nothing; should nobody repeat, the hold runs out by itself.
   */
  private Effect<OrderEvent, OrderState> cancel(OrderState state, ActorRef<OrderAnswer> replyTo) {
    if (step instanceof OrderStep.Releasing(List<ActorRef<OrderAnswer>> askers)) {
      return join(askers, replyTo, new OrderAnswer.Unknown());
    }
    if (step instanceof OrderStep.Confirming) {
      return reply(replyTo, new OrderAnswer.Unknown());
    }
    return switch (Order.decide(state, new OrderCommand.Cancel(now()))) {
      case OrderDecision.Accept(OrderEvent event) ->
          store(event, new OrderStep.Storing(List.of(replyTo)), next -> release(next, replyTo));
      case OrderDecision.AlreadyDone _ -> Effect().none().thenRun(same -> release(same, replyTo));
      case OrderDecision.Reject(OrderRejection why) ->
          reply(replyTo, OrderAnswers.rejected(state, why));
    };
  }

  /** Not while the campaign is asked to confirm: if it does, the units are sold for good (S5). */
  private Effect<OrderEvent, OrderState> expire(OrderState state, ActorRef<OrderAnswer> replyTo) {
    return step instanceof OrderStep.Confirming
        ? reply(replyTo, new OrderAnswer.Unknown())
        : settle(state, new OrderCommand.Expire(now()), List.of(replyTo));
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
          answer instanceof StockAnswer.Confirmed
              ? settle(state, new OrderCommand.Confirm(now()), askers)
              : replyAll(askers, OrderAnswers.unconfirmed(state, answer));
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
      return replyAll(placing.askers(), OrderAnswers.notPlaced(answer));
    }
    OrderCommand place =
        new OrderCommand.Place(
            placing.request(), held.lines(), held.currency(), held.expiresAt(), now());
    return switch (Order.decide(state, place)) {
      case OrderDecision.Accept(OrderEvent event) ->
          store(event, placing, next -> OrderAnswers.placed(placing.askers(), next));
      case OrderDecision.AlreadyDone _, OrderDecision.Reject _ ->
          throw new IllegalStateException("asked for stock, yet placed: " + order);
    };
  }

  private Effect<OrderEvent, OrderState> settle(
      OrderState state, OrderCommand command, List<ActorRef<OrderAnswer>> askers) {
    return switch (Order.decide(state, command)) {
      case OrderDecision.Accept(OrderEvent event) ->
          store(
              event,
              new OrderStep.Storing(askers),
              next -> {
                askers.forEach(asker -> asker.tell(OrderAnswers.standing(next)));
                restIfFinal(next);
              });
      case OrderDecision.AlreadyDone _ -> replyAll(askers, OrderAnswers.standing(state));
      case OrderDecision.Reject(OrderRejection why) ->
          replyAll(askers, OrderAnswers.rejected(state, why));
    };
  }

  /** Whoever waits is known to the failure handler until the commit is in. */
  private Effect<OrderEvent, OrderState> store(
      OrderEvent event, OrderStep until, Consumer<OrderState> then) {
    step = until;
    return Effect()
        .persist(event)
        .thenRun(next -> {
          step = new OrderStep.None();
          then.accept(next);
        });
  }

  private <T> Effect<OrderEvent, OrderState> join(
      List<ActorRef<T>> askers, ActorRef<T> replyTo, T overflow) {
    if (askers.size() >= ASKERS_MAX) {
      return reply(replyTo, overflow);
    }
    askers.add(replyTo);
    return Effect().none();
  }

  private Effect<OrderEvent, OrderState> ask(CampaignId campaign, StockCommand command) {
    ActorRef<OrderMessage> self = context.getSelf();
    settings
        .desk()
        .tell(
            new StockDesk.Submit(
                campaign,
                command,
                settings.stockPatience(),
                answer -> self.tell(new OrderMessage.StockAnswered(answer))));
    return Effect().none();
  }

  private <T> Effect<OrderEvent, OrderState> reply(ActorRef<T> replyTo, T answer) {
    return replyAll(List.of(replyTo), answer);
  }

  private <T> Effect<OrderEvent, OrderState> replyAll(List<ActorRef<T>> askers, T answer) {
    return Effect()
        .none()
        .thenRun(state -> {
          askers.forEach(asker -> asker.tell(answer));
          restIfFinal(state);
        });
  }

  /** Nothing more happens to it, and there may be millions. */
  private void restIfFinal(OrderState state) {
    if (step instanceof OrderStep.None
        && state instanceof OrderState.Known known
        && known.stage().isFinal()) {
      shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }
  }

  @Override
  public SignalHandler<OrderState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(JournalPersistFailed.class, (state, failed) -> failStep())
        .onSignal(RecoveryCompleted.class, (state, completed) -> failStep())
        .build();
  }

  private void failStep() {
    OrderStep failed = step;
    step = new OrderStep.None();
    failed.fail();
  }

  @Override
  public String journalPluginId() {
    return order.region().equals(Region.WARM_UP.value()) ? "warmup-journal" : "order-journal";
  }

  @Override
  public String snapshotPluginId() {
    return "pekko.persistence.no-snapshot-store"; // A handful of events is read at once.
  }

  private Instant now() {
    return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
