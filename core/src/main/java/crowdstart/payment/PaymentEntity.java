package crowdstart.payment;

import crowdstart.identity.OrderId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one payment. Adds no rules: stores what {@link Payment} decides, does the one thing that is
 * {@link Owed}, and hands what came of it back to the rules. One thing at a time, so that answers
 * come in the order of the questions.
 */
public final class PaymentEntity extends StoredPayment {
  public static final EntityTypeKey<PaymentMessage> TYPE =
      EntityTypeKey.create(PaymentMessage.class, "payment");

  private final ActorContext<PaymentMessage> context;
  private final Retries retries;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final OrderId order;
  private final PaymentSettings settings;
  private final Openers openers = new Openers();
  private final Webhooks webhooks = new Webhooks();

  private @Nullable Owed underWay;

  /** See {@link Owed#of}. A payment that has just been read back may have done anything. */
  private boolean isFresh;

  private boolean isStopping;

  public static Behavior<PaymentMessage> create(
      OrderId order, ActorRef<ClusterSharding.ShardCommand> shard, PaymentSettings settings) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> new PaymentEntity(context, timers, order, shard, settings)));
  }

  private PaymentEntity(
      ActorContext<PaymentMessage> context,
      TimerScheduler<PaymentMessage> timers,
      OrderId order,
      ActorRef<ClusterSharding.ShardCommand> shard,
      PaymentSettings settings) {
    super(TYPE.name(), order);
    this.context = context;
    this.retries = new Retries(timers);
    this.order = order;
    this.shard = shard;
    this.settings = settings;
  }

  @Override
  public CommandHandler<PaymentMessage, PaymentEvent, PaymentState> commandHandler() {
    return this::onMessage;
  }

  private Effect<PaymentEvent, PaymentState> onMessage(PaymentState state, PaymentMessage message) {
    return switch (message) {
      case PaymentMessage.Open(Terms terms, boolean isNewCard, ActorRef<PaymentAnswer> replyTo) ->
          decide(
              state,
              new PaymentCommand.Open(terms, isNewCard, now()),
              replyTo,
              _ -> openers.add(replyTo));
      case PaymentMessage.Read(ActorRef<PaymentAnswer> replyTo) ->
          Effect().none().thenRun(same -> replyTo.tell(PaymentAnswers.found(same)));
      case PaymentMessage.Hear hear -> hear(state, hear);
      case PaymentMessage.HearOrder(var stage, ActorRef<PaymentAnswer> replyTo) ->
          decide(state, new PaymentCommand.HearOrder(stage, now()), replyTo);
      case PaymentMessage.Collect(ActorRef<PaymentAnswer> replyTo) ->
          decide(state, new PaymentCommand.Collect(now()), replyTo);
      case PaymentMessage.End(EndReason why, ActorRef<PaymentAnswer> replyTo) ->
          decide(state, new PaymentCommand.End(why, now()), replyTo);
      case PaymentMessage.GiveBack(String refund, long amount, ActorRef<PaymentAnswer> replyTo) ->
          decide(state, new PaymentCommand.GiveBack(refund, amount, now()), replyTo);
      case PaymentMessage.Wake _ -> wake(state);
      case PaymentMessage.Answered(Owed owed, OwedAnswer answer) -> answered(state, owed, answer);
      case PaymentMessage.Retry _ -> Effect().none().thenRun(this::pursue);
      case PaymentMessage.Stop _ -> {
        isStopping = true;
        yield underWay == null ? Effect().stop().thenRun(_ -> openers.fail()) : Effect().none();
      }
    };
  }

  private Effect<PaymentEvent, PaymentState> decide(
      PaymentState state, PaymentCommand command, ActorRef<PaymentAnswer> replyTo) {
    return decide(state, command, replyTo, next -> replyTo.tell(PaymentAnswers.found(next)));
  }

  private Effect<PaymentEvent, PaymentState> decide(
      PaymentState state, PaymentCommand command, ActorRef<PaymentAnswer> replyTo, Then then) {
    return switch (Payment.decide(state, command)) {
      case PaymentDecision.Accept(List<PaymentEvent> events) -> store(state, events, then);
      case PaymentDecision.AlreadyDone _ ->
          Effect()
              .none()
              .thenRun(same -> {
                then.stored(same);
                pursue(same);
              });
      case PaymentDecision.Reject(PaymentRejection why) ->
          Effect().none().thenRun(same -> replyTo.tell(PaymentAnswers.refused(same, why)));
    };
  }

  /**
   * A webhook counts at once when what it says is final; otherwise it is a reason to look, and is
   * answered when the look has been stored.
   */
  private Effect<PaymentEvent, PaymentState> hear(PaymentState state, PaymentMessage.Hear hear) {
    PaymentCommand command = new PaymentCommand.Hear(hear.news(), now());
    boolean changesNothing = !(Payment.decide(state, command) instanceof PaymentDecision.Accept);
    if (changesNothing || ProviderRules.isSelfEvident(hear.news())) {
      return decide(state, command, hear.replyTo());
    }
    return Effect()
        .none()
        .thenRun(same -> {
          webhooks.add(hear);
          if (underWay == null) {
            webhooks.look();
            begin(ProviderRules.lookInto(hear.news(), same));
          }
        });
  }

  private Effect<PaymentEvent, PaymentState> wake(PaymentState state) {
    return switch (Payment.decide(state, new PaymentCommand.Wake(now()))) {
      case PaymentDecision.Accept(List<PaymentEvent> events) -> store(state, events, _ -> {});
      case PaymentDecision.AlreadyDone _, PaymentDecision.Reject _ ->
          Effect()
              .none()
              .thenRun(same -> {
                pursue(same);
                look(Owed.toLookAt(same));
              });
    };
  }

  private Effect<PaymentEvent, PaymentState> answered(
      PaymentState state, Owed owed, OwedAnswer answer) {
    underWay = null;
    openers.hear(answer);
    if (!(answer instanceof OwedAnswer.Known known)) {
      return Effect()
          .none()
          .thenRun(same -> {
            unanswered();
            stopIfTold();
          });
    }
    return switch (Payment.decide(state, known.at(now()))) {
      case PaymentDecision.Accept(List<PaymentEvent> events) -> store(state, events, this::receipt);
      case PaymentDecision.AlreadyDone _, PaymentDecision.Reject _ ->
          Effect()
              .none()
              .thenRun(same -> {
                receipt(same);
                unchanged(same, owed, known);
              });
    };
  }

  /** The answer changed nothing: go on after a look, and wait after anything else. */
  private void unchanged(PaymentState state, Owed owed, OwedAnswer.Known answer) {
    boolean isStillOwed = owed.equals(Owed.of(state, false)) || owed.equals(Owed.of(state, true));
    boolean isWaitedFor =
        answer instanceof OwedAnswer.News(ProviderNews news) && ProviderRules.isUnderWay(news);
    if (isStillOwed && (isWaitedFor || !owed.isLook())) {
      isFresh = false;
      retries.later();
    } else {
      retries.succeeded();
      isFresh |= isStillOwed;
      pursue(state);
      look(Owed.toLookAtBehind(owed, state, now()));
    }
    stopIfTold();
  }

  private void unanswered() {
    isFresh = false;
    openers.fail();
    webhooks.fail();
    retries.later();
  }

  private void receipt(PaymentState state) {
    webhooks.answered(PaymentAnswers.found(state), context.getSelf());
  }

  private Effect<PaymentEvent, PaymentState> store(
      PaymentState state, List<PaymentEvent> events, Then then) {
    return Effect()
        .persist(events)
        .thenRun(next -> {
          // What was owed before may have been done, whatever else has happened since.
          isFresh |= !Owed.of(next, true).equals(Owed.of(state, true));
          retries.cancel();
          then.stored(next);
          pursue(next);
          look(Owed.toLookAtBehind(state, next));
          stopIfTold();
        });
  }

  /** Does what is owed, unless something is under way or the time for it has not come. */
  private void pursue(PaymentState state) {
    if (isStopping) {
      openers.answer(state);
    }
    if (underWay != null || retries.isWaiting() || isStopping) {
      return;
    }
    Owed owed = Owed.of(state, isFresh);
    if (owed instanceof Owed.Nothing) {
      owed = openers.answer(state);
    }
    if (!(owed instanceof Owed.Nothing)) {
      begin(owed);
    } else if (PaymentAnswers.isOver(state)) {
      shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }
  }

  private void look(Owed owed) {
    if (underWay == null && !isStopping && !(owed instanceof Owed.Nothing)) {
      begin(owed);
    }
  }

  private void begin(Owed owed) {
    underWay = owed;
    context.pipeToSelf(
        settings.duties().fulfil(order, owed),
        (answer, _) ->
            new PaymentMessage.Answered(owed, answer == null ? new OwedAnswer.Unknown() : answer));
  }

  private void stopIfTold() {
    if (isStopping && underWay == null) {
      context.getSelf().tell(new PaymentMessage.Stop());
    }
  }

  @Override
  public SignalHandler<PaymentState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.class, (state, _) -> recovered(state))
        .build();
  }

  /** After a failed write as well: then nobody knows what was stored, and who waited is told so. */
  private void recovered(PaymentState state) {
    isFresh = false;
    openers.fail();
    webhooks.fail();
    // Somebody's message is on its way: one that is over rests behind that.
    if (!(Owed.of(state, false) instanceof Owed.Nothing)) {
      pursue(state);
    }
    stopIfTold();
  }

  private Instant now() {
    return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private interface Then {
    void stored(PaymentState next);
  }
}
