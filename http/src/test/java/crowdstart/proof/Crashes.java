package crowdstart.proof;

import crowdstart.identity.OrderId;
import crowdstart.payment.PaymentMessage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Stops payment entities, as a crash would, at the boundaries between what they store and whom they
 * call. It sees what an entity receives, the journal's receipts included; a stopped entity handles
 * nothing more, and what it had begun goes on without it.
 */
final class Crashes {
  private final Map<OrderId, Plan> plans = new ConcurrentHashMap<>();
  private final Map<Kind, AtomicInteger> counts = new EnumMap<>(Kind.class);

  Crashes() {
    for (Kind kind : Kind.values()) {
      counts.put(kind, new AtomicInteger());
    }
  }

  /** Where an entity is stopped. */
  enum Kind {
    /** An event is stored; what it calls for has not been called. */
    STORED,
    /** The call has been made, and nobody waits for its answer any more. */
    CALLING,
    /** The call is done; its answer is not stored. */
    ANSWERED,
    /** The answer is on its way to the journal, and nobody hears the receipt. */
    STORING
  }

  /** When one payment's entity is stopped: at these boundaries, counted over all its lives. */
  static final class Plan {
    private final Set<Integer> steps;
    private final boolean isAfterHandling;
    private final int eventStep;
    private final Runnable event;
    private final AtomicBoolean hasHappened = new AtomicBoolean();
    private final AtomicInteger step = new AtomicInteger();
    final AtomicInteger crashes = new AtomicInteger();

    /**
     * @param isAfterHandling stopped with what follows under way, rather than not begun
     * @param eventStep at which boundary something happens meanwhile; negative for never
     */
    Plan(Set<Integer> steps, boolean isAfterHandling, int eventStep, Runnable event) {
      this.steps = Set.copyOf(steps);
      this.isAfterHandling = isAfterHandling;
      this.eventStep = eventStep;
      this.event = event;
    }

    /** What happens meanwhile, once; at the end at the latest, if there were fewer boundaries. */
    void happen() {
      if (eventStep >= 0 && hasHappened.compareAndSet(false, true)) {
        event.run();
      }
    }
  }

  void plan(OrderId order, Plan plan) {
    plans.put(order, plan);
  }

  Map<Kind, AtomicInteger> counts() {
    return counts;
  }

  Behavior<PaymentMessage> around(OrderId order, Behavior<PaymentMessage> entity) {
    Plan plan = plans.get(order);
    return plan == null
        ? entity
        : Behaviors.<Object, PaymentMessage>intercept(() -> new Stopper(plan), entity).narrow();
  }

  private final class Stopper extends BehaviorInterceptor<Object, PaymentMessage> {
    private final Plan plan;

    Stopper(Plan plan) {
      super(Object.class);
      this.plan = plan;
    }

    @Override
    public Behavior<PaymentMessage> aroundReceive(
        TypedActorContext<Object> context, Object message, ReceiveTarget<PaymentMessage> target) {
      boolean isReceipt = message.getClass().getSimpleName().equals("WriteMessageSuccess");
      boolean isAnswer = message instanceof PaymentMessage.Answered;
      if (!isReceipt && !isAnswer) {
        return handle(context, message, target);
      }
      int step = plan.step.getAndIncrement();
      if (step == plan.eventStep) {
        plan.happen();
      }
      if (!plan.steps.contains(step)) {
        return handle(context, message, target);
      }
      boolean isAfter = plan.isAfterHandling ^ (step % 2 == 1);
      if (isAfter) {
        handle(context, message, target);
      }
      count(isReceipt ? (isAfter ? Kind.CALLING : Kind.STORED) : afterAnswer(isAfter));
      plan.crashes.incrementAndGet();
      return Behaviors.stopped();
    }

    private static Kind afterAnswer(boolean isAfter) {
      return isAfter ? Kind.STORING : Kind.ANSWERED;
    }

    private void count(Kind kind) {
      AtomicInteger count = counts.get(kind);
      if (count != null) {
        count.incrementAndGet();
      }
    }

    /** The journal's receipts are no messages of the entity's own, and yet it gets them. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Behavior<PaymentMessage> handle(
        TypedActorContext<Object> context, Object message, ReceiveTarget<PaymentMessage> target) {
      return ((ReceiveTarget) target).apply(context, message);
    }
  }
}
