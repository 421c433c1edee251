package crowdstart.order;

import crowdstart.campaign.StockCommand;
import crowdstart.campaign.StockDesk;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.typed.JournalPersistFailed;
import org.apache.pekko.persistence.typed.JournalPersistRejected;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * How an order takes one step at a time: who waits for it, what they are told should it fail, and
 * when the order rests. Which steps there are stands in {@link OrderEntity}.
 */
abstract class SteppedOrder extends StoredOrder {
  /** How many requests may wait for the same step of the same order; the next is told unknown. */
  private static final int ASKERS_MAX = 100;

  private final ActorContext<OrderMessage> context;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final OrderSettings settings;
  private final boolean isInRush;

  /** The step that waits for the campaign; at most one at a time. */
  OrderStep step = new OrderStep.None();

  /** What waits for the end of that step. */
  private final Queue<Deferred> deferred = new ArrayDeque<>();

  /** What waited was sent here once more. */
  private boolean hasTakenUp;

  /** The shard wants it to rest. */
  private boolean isStopping;

  private record Deferred(OrderMessage message, ActorRef<OrderAnswer> replyTo) {}

  SteppedOrder(
      String type,
      ActorContext<OrderMessage> context,
      OrderId order,
      ActorRef<ClusterSharding.ShardCommand> shard,
      OrderSettings settings) {
    super(type, order, settings);
    this.context = context;
    this.shard = shard;
    this.settings = settings;
    this.isInRush = settings.rush().started(System.nanoTime());
  }

  /**
   * At once, or when the step under way is answered; but a step may wait for a campaign that has to
   * move as well, and others wait for this order to be gone. Whoever asked then asks again, and
   * finds the order at its new place.
   */
  Effect<OrderEvent, OrderState> stop() {
    if (hasTakenUp) {
      // What waited for the step before comes first: it is in the mailbox already.
      hasTakenUp = false;
      context.getSelf().tell(new OrderMessage.Stop());
      return Effect().none();
    }
    if (isStopping || step instanceof OrderStep.None) {
      leaveDeferred();
      return Effect().stop();
    }
    isStopping = true;
    context.scheduleOnce(settings.stopPatience(), context.getSelf(), new OrderMessage.Stop());
    return Effect().none();
  }

  Effect<OrderEvent, OrderState> settle(
      OrderState state, OrderCommand command, List<ActorRef<OrderAnswer>> askers) {
    return switch (Order.decide(state, command)) {
      case OrderDecision.Accept(OrderEvent event) ->
          store(
              event,
              new OrderStep.Storing(askers),
              next -> askers.forEach(asker -> asker.tell(OrderAnswers.standing(next))));
      case OrderDecision.AlreadyDone _ -> replyAll(askers, OrderAnswers.standing(state));
      case OrderDecision.Reject(OrderRejection why) ->
          replyAll(askers, OrderAnswers.rejected(state, why));
    };
  }

  /** Whoever waits is known to the failure handler until the commit is in. */
  Effect<OrderEvent, OrderState> store(
      OrderEvent event, OrderStep until, Consumer<OrderState> then) {
    step = until;
    return Effect()
        .persist(event)
        .thenRun(next -> {
          step = new OrderStep.None();
          then.accept(next);
          restIfIdle(next);
        });
  }

  /** Takes a message up again behind the step under way; so many wait, the next is told unknown. */
  Effect<OrderEvent, OrderState> later(OrderMessage message, ActorRef<OrderAnswer> replyTo) {
    if (isStopping || deferred.size() >= ASKERS_MAX) {
      return reply(replyTo, new OrderAnswer.Unknown());
    }
    deferred.add(new Deferred(message, replyTo));
    return Effect().none();
  }

  private void leaveDeferred() {
    deferred.forEach(one -> one.replyTo().tell(new OrderAnswer.Unknown()));
    deferred.clear();
  }

  <T> Effect<OrderEvent, OrderState> join(
      List<ActorRef<T>> askers, ActorRef<T> replyTo, T overflow) {
    return join(askers, replyTo, replyTo, overflow);
  }

  <A, T> Effect<OrderEvent, OrderState> join(
      List<A> askers, A asker, ActorRef<T> replyTo, T overflow) {
    if (askers.size() >= ASKERS_MAX) {
      return reply(replyTo, overflow);
    }
    askers.add(asker);
    return Effect().none();
  }

  Effect<OrderEvent, OrderState> ask(CampaignId campaign, StockCommand command) {
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

  <T> Effect<OrderEvent, OrderState> reply(ActorRef<T> replyTo, T answer) {
    return replyAll(List.of(replyTo), answer);
  }

  <T> Effect<OrderEvent, OrderState> replyAll(List<ActorRef<T>> askers, T answer) {
    return tell(() -> askers.forEach(asker -> asker.tell(answer)));
  }

  Effect<OrderEvent, OrderState> replyAll(OrderStep.Placing placing, PlaceAnswer answer) {
    return tell(() -> placing.answer(answer));
  }

  private Effect<OrderEvent, OrderState> tell(Runnable telling) {
    return Effect()
        .none()
        .thenRun(state -> {
          telling.run();
          restIfIdle(state);
        });
  }

  /** Rests when it was told to, and by itself when nothing more happens to it: there are many. */
  private void restIfIdle(OrderState state) {
    if (!(step instanceof OrderStep.None)) {
      return;
    }
    if (isStopping) {
      context.getSelf().tell(new OrderMessage.Stop());
    } else if (!deferred.isEmpty()) {
      deferred.forEach(one -> context.getSelf().tell(one.message()));
      deferred.clear();
      hasTakenUp = true;
    } else if (isInRush || !(state instanceof OrderState.Known known) || known.stage().isFinal()) {
      shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }
  }

  @Override
  public SignalHandler<OrderState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(JournalPersistFailed.class, (state, failed) -> failStep())
        .onSignal(JournalPersistRejected.class, (state, rejected) -> failStep())
        .onSignal(RecoveryCompleted.class, (state, completed) -> recovered(state))
        .build();
  }

  /** After a failure as well; a shard that wants it to rest says so only once. */
  private void recovered(OrderState state) {
    failStep();
    if (isStopping) {
      restIfIdle(state);
    }
  }

  private void failStep() {
    OrderStep failed = step;
    step = new OrderStep.None();
    failed.fail();
    leaveDeferred();
  }

  Instant now() {
    return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
