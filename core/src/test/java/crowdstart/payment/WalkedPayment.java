package crowdstart.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A payment as its entity runs it, a piece at a time, so that a walk may come between any two. */
final class WalkedPayment {
  final List<String> steps = new ArrayList<>();
  PaymentState state = new PaymentState.Absent();
  Instant now = PaymentSpec.NOW;

  /** Whether nothing is lost any more. */
  boolean isSettling;

  long journalRefunded;
  long journalDisputed;

  private final Random random;
  private final ProviderModel world;
  private final Map<String, Integer> seen;
  private final List<Owed> late = new ArrayList<>();
  private int ordersHeard;
  private boolean isFresh;
  private @Nullable Owed underWay;
  private @Nullable OwedAnswer answer;

  WalkedPayment(Random random, ProviderModel world, Map<String, Integer> seen) {
    this.random = random;
    this.world = world;
    this.seen = seen;
  }

  void duty() {
    if (underWay == null) {
      Owed owed = Owed.of(state, isFresh);
      begin(owed);
    } else if (answer == null) {
      boolean isDone = isSettling || random.nextInt(5) > 0;
      boolean isTold = isSettling || random.nextInt(5) > 0;
      OwedAnswer said = isDone ? world.execute(underWay) : new OwedAnswer.Unknown();
      note((isDone ? "done " : "not done ") + (isTold ? "" : "and untold ") + underWay);
      answer = isTold ? said : new OwedAnswer.Unknown();
    }
  }

  private void begin(Owed owed) {
    if (!(owed instanceof Owed.Nothing)) {
      note("begins " + owed);
      underWay = owed;
      answer = null;
    }
  }

  /** As the entity does it. */
  void back() {
    OwedAnswer said = answer;
    Owed owed = underWay;
    if (said == null || owed == null) {
      return;
    }
    underWay = null;
    answer = null;
    if (!(said instanceof OwedAnswer.Known known)) {
      isFresh = false;
      return;
    }
    if (!decide(known.at(now))) {
      boolean isStillOwed = owed.equals(Owed.of(state, false)) || owed.equals(Owed.of(state, true));
      boolean isWaitedFor =
          said instanceof OwedAnswer.News(ProviderNews news) && ProviderRules.isUnderWay(news);
      boolean isToWait = isStillOwed && (isWaitedFor || !owed.isLook());
      isFresh = !isToWait && (isFresh || isStillOwed);
      Owed next = Owed.toLookAtBehind(owed, state, now);
      if (underWay == null && !(next instanceof Owed.Nothing)) {
        begin(next);
      }
    }
  }

  /** What is on its way to the provider may arrive there all the same. */
  void crash() {
    note("crash");
    if (underWay != null && answer == null && !(underWay instanceof Owed.SendRefund)) {
      late.add(underWay);
    }
    underWay = null;
    isFresh = false;
  }

  void oneArrivesLate() {
    if (!late.isEmpty()) {
      note("late " + late.getFirst());
      world.execute(late.removeFirst());
    }
  }

  void allArriveLate() {
    late.forEach(world::execute);
  }

  void webhook(boolean isRepeated) {
    if (world.webhooks.isEmpty()) {
      return;
    }
    int index = random.nextInt(world.webhooks.size());
    ProviderNews news = isRepeated ? world.webhooks.get(index) : world.webhooks.remove(index);
    note("webhook " + news);
    PaymentCommand command = new PaymentCommand.Hear(news, now);
    if (!(Payment.decide(state, command) instanceof PaymentDecision.Accept)
        || ProviderRules.isSelfEvident(news)) {
      decide(command);
    } else if (underWay == null) {
      begin(ProviderRules.lookInto(news, state));
    }
  }

  void heardOrder() {
    if (ordersHeard < world.order.feed.size()
        && decide(new PaymentCommand.HearOrder(world.order.feed.get(ordersHeard), now))) {
      return; // It comes again, and changes nothing.
    }
    ordersHeard = Math.min(ordersHeard + 1, world.order.feed.size());
  }

  void wake() {
    if (!decide(new PaymentCommand.Wake(now)) && underWay == null) {
      Owed owed = Owed.of(state, isFresh);
      begin(owed instanceof Owed.Nothing ? Owed.toLookAt(state) : owed);
    }
  }

  /** Whether something was to be stored; sometimes it is not, and sometimes nobody can know. */
  boolean decide(PaymentCommand command) {
    if (!(Payment.decide(state, command) instanceof PaymentDecision.Accept(var events))) {
      return false;
    }
    PaymentState next = state;
    for (PaymentEvent event : events) {
      next = Payment.evolve(next, event);
    }
    int fault = isSettling ? 9 : random.nextInt(12);
    if (fault == 0) {
      note("lost " + events);
      isFresh = false;
      return true;
    }
    note(events.toString());
    for (PaymentEvent event : events) {
      seen.merge(event.getClass().getSimpleName(), 1, Integer::sum);
      journalRefunded += event instanceof PaymentEvent.Refunded it ? it.amount() : 0;
      journalRefunded -= event instanceof PaymentEvent.RefundFailed it ? it.returned() : 0;
      journalDisputed += event instanceof PaymentEvent.Disputed it ? it.taken() : 0;
    }
    isFresh = fault != 1 && (isFresh || !Owed.of(next, true).equals(Owed.of(state, true)));
    state = next;
    return true;
  }

  private void note(String step) {
    steps.add(now + " " + step);
  }
}
