package crowdstart.simulator;

import crowdstart.identity.OrderId;
import crowdstart.order.OrderStage;
import crowdstart.payment.EndReason;
import crowdstart.payment.Owed;
import crowdstart.payment.OwedAnswer;
import crowdstart.payment.Payment;
import crowdstart.payment.PaymentCommand;
import crowdstart.payment.PaymentDecision;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.PaymentState;
import crowdstart.payment.ProviderDoor;
import crowdstart.payment.ProviderNews;
import crowdstart.payment.RefundStanding;
import crowdstart.payment.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A payment, as {@code PaymentEntity} plays it: one thing owed at a time, looked for after a crash.
 */
final class SimulatedPayment extends Entity<PaymentEvent, PaymentState> {
  private static final long RETRY_MILLIS_MIN = 500;
  private static final long RETRY_MILLIS_MAX = 60_000;
  private static final int DOUBLINGS_MAX = 7;

  private final Duties duties;
  private final List<Consumer<PaymentReply>> openers = new ArrayList<>();
  private final List<Heard> waiting = new ArrayList<>();
  private final List<Heard> lookedInto = new ArrayList<>();
  private @Nullable Owed openersLook;
  private @Nullable Owed underWay;
  private Schedule.@Nullable Timer retry;
  private boolean isFresh;
  private int failures;

  private record Heard(ProviderNews news, Consumer<PaymentReply> replyTo) {}

  SimulatedPayment(World world, OrderId order) {
    super(world, "payment", order.value(), world.paymentJournal, new PaymentState.Absent());
    this.duties = new Duties(world, this, order);
  }

  void open(Terms terms, boolean isNewCard, Consumer<PaymentReply> replyTo) {
    receive(() ->
        decide(
            new PaymentCommand.Open(terms, isNewCard, now()), replyTo, () -> openers.add(replyTo)));
  }

  void hear(ProviderNews news, Consumer<PaymentReply> replyTo) {
    boolean isIgnored =
        world.mutation == Mutation.FAILED_REFUND_IGNORED
            && news instanceof ProviderNews.Refund(var standing)
            && standing.status() == RefundStanding.Status.FAILED;
    receive(() -> {
      if (isIgnored) {
        replyTo.accept(PaymentReply.found(state()));
      } else {
        onNews(new Heard(news, replyTo));
      }
    });
  }

  void hearOrder(OrderStage stage, Consumer<PaymentReply> replyTo) {
    receive(() -> decide(new PaymentCommand.HearOrder(stage, now()), replyTo));
  }

  void collect(Consumer<PaymentReply> replyTo) {
    receive(() -> decide(new PaymentCommand.Collect(now()), replyTo));
  }

  void end(EndReason why, Consumer<PaymentReply> replyTo) {
    receive(() -> decide(new PaymentCommand.End(why, now()), replyTo));
  }

  void giveBack(String refund, long amount, Consumer<PaymentReply> replyTo) {
    receive(() -> decide(new PaymentCommand.GiveBack(refund, amount, now()), replyTo));
  }

  void look() {
    receive(this::onWake);
  }

  private void decide(PaymentCommand command, Consumer<PaymentReply> replyTo) {
    decide(command, replyTo, () -> replyTo.accept(PaymentReply.found(state())));
  }

  private void decide(PaymentCommand command, Consumer<PaymentReply> replyTo, Runnable then) {
    switch (Payment.decide(state(), command)) {
      case PaymentDecision.Accept(List<PaymentEvent> events) -> store(events, then);
      case PaymentDecision.AlreadyDone _ -> {
        then.run();
        pursue();
      }
      case PaymentDecision.Reject _ -> replyTo.accept(PaymentReply.refused(state()));
    }
  }

  private void onNews(Heard heard) {
    PaymentCommand command = new PaymentCommand.Hear(heard.news(), now());
    boolean changesNothing = !(Payment.decide(state(), command) instanceof PaymentDecision.Accept);
    if (changesNothing || ProviderDoor.isSelfEvident(heard.news())) {
      decide(command, heard.replyTo());
      return;
    }
    waiting.add(heard);
    if (underWay == null) {
      lookedInto.addAll(waiting);
      waiting.clear();
      begin(ProviderDoor.lookInto(heard.news(), state()));
    }
  }

  private void onWake() {
    switch (Payment.decide(state(), new PaymentCommand.Wake(now()))) {
      case PaymentDecision.Accept(List<PaymentEvent> events) -> store(events, () -> {});
      case PaymentDecision.AlreadyDone _, PaymentDecision.Reject _ -> {
        pursue();
        lookAt(Owed.toLookAt(state()));
      }
    }
  }

  private void onAnswer(Owed owed, OwedAnswer answer) {
    underWay = null;
    if (!(answer instanceof OwedAnswer.Known known)) {
      isFresh = false;
      fail(openers);
      failWebhooks();
      retryLater();
      return;
    }
    switch (Payment.decide(state(), known.at(now()))) {
      case PaymentDecision.Accept(List<PaymentEvent> events) -> store(events, this::receipt);
      case PaymentDecision.AlreadyDone _, PaymentDecision.Reject _ -> {
        receipt();
        unchanged(owed, known);
      }
    }
  }

  private void unchanged(Owed owed, OwedAnswer.Known answer) {
    boolean isStillOwed =
        owed.equals(Owed.of(state(), false)) || owed.equals(Owed.of(state(), true));
    boolean isWaitedFor =
        answer instanceof OwedAnswer.News(ProviderNews news) && ProviderDoor.isUnderWay(news);
    if (isStillOwed && (isWaitedFor || !owed.isLook())) {
      isFresh = false;
      retryLater();
    } else {
      failures = 0;
      isFresh |= isStillOwed;
      pursue();
      lookAt(Owed.toLookAtBehind(owed, state(), now()));
    }
  }

  private void store(List<PaymentEvent> events, Runnable then) {
    PaymentState before = state();
    if (world.mutation == Mutation.CHARGE_BEFORE_EVENT) {
      duties.chargeTooEarly(before, events);
    }
    persist(
        events,
        next -> {
          isFresh |= !Owed.of(next, true).equals(Owed.of(before, true));
          failures = 0;
          cancelRetry();
          then.run();
          pursue();
          lookAt(Owed.toLookAtBehind(before, next));
        });
  }

  private void pursue() {
    if (underWay != null || retry != null || isBusy()) {
      return;
    }
    Owed owed = Owed.of(state(), isFresh);
    if (owed instanceof Owed.Nothing) {
      owed = answerOpeners();
    }
    if (!(owed instanceof Owed.Nothing)) {
      begin(owed);
    }
  }

  /** They want what the browser shows to the provider, which has to be asked for once. */
  private Owed answerOpeners() {
    Owed look = Duties.wantedByOpeners(state());
    if (openers.isEmpty()) {
      return new Owed.Nothing();
    }
    if (!(look instanceof Owed.Nothing) && !look.equals(openersLook)) {
      openersLook = look;
      return look;
    }
    openersLook = null;
    List<Consumer<PaymentReply>> all = List.copyOf(openers);
    openers.clear();
    all.forEach(opener -> opener.accept(PaymentReply.found(state())));
    return new Owed.Nothing();
  }

  private void lookAt(Owed owed) {
    if (underWay == null && !isBusy() && !(owed instanceof Owed.Nothing)) {
      begin(owed);
    }
  }

  private void begin(Owed owed) {
    if (owed instanceof Owed.Nothing) {
      onAnswer(owed, new OwedAnswer.Unknown());
      return;
    }
    underWay = owed;
    duties.fulfil(owed, answer -> onAnswer(owed, answer));
  }

  private void retryLater() {
    long wait = RETRY_MILLIS_MIN << Math.min(failures, DOUBLINGS_MAX);
    failures++;
    cancelRetry();
    retry =
        later(
            Math.min(wait, RETRY_MILLIS_MAX),
            "tries again",
            () -> {
              retry = null;
              pursue();
            });
  }

  private void cancelRetry() {
    if (retry != null) {
      retry.cancel();
      retry = null;
    }
  }

  private void receipt() {
    PaymentReply reply = PaymentReply.found(state());
    lookedInto.forEach(heard -> heard.replyTo().accept(reply));
    lookedInto.clear();
    List<Heard> again = List.copyOf(waiting);
    waiting.clear();
    again.forEach(heard -> later(0, "hears again", () -> onNews(heard)));
  }

  private void failWebhooks() {
    lookedInto.addAll(waiting);
    waiting.clear();
    lookedInto.forEach(heard -> heard.replyTo().accept(PaymentReply.UNKNOWN));
    lookedInto.clear();
  }

  private static void fail(List<Consumer<PaymentReply>> openers) {
    openers.forEach(opener -> opener.accept(PaymentReply.UNKNOWN));
    openers.clear();
  }

  @Override
  void forget() {
    openers.clear();
    waiting.clear();
    lookedInto.clear();
    openersLook = null;
    underWay = null;
    retry = null;
    failures = 0;
  }

  @Override
  void persistFailed() {}

  @Override
  void recovered() {
    isFresh = world.mutation == Mutation.REFUND_NOT_IDEMPOTENT;
    fail(openers);
    failWebhooks();
    if (!(Owed.of(state(), false) instanceof Owed.Nothing)) {
      pursue();
    }
  }

  @Override
  PaymentState empty() {
    return new PaymentState.Absent();
  }

  @Override
  PaymentState evolve(PaymentState before, PaymentEvent event) {
    return Payment.evolve(before, event);
  }
}
