package crowdstart.payment;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.FundingModel;
import crowdstart.order.OrderStage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Short seeded walks through a payment's life, with crashes, lost answers and webhooks in any
 * order; judged by the books of a provider and an order that never call the rules.
 */
class PaymentWalkTest {
  private static final int WALKS = 3_000;
  private static final int STEPS = 60;
  private static final int SETTLE_ROUNDS = 600;
  private static final int UNKIND_ROUNDS = 150;

  @Test
  void everyWalkLeavesTheBooksInOrder(TestReporter reporter) {
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = 0; seed < WALKS; seed++) {
      Walk walk = new Walk(seed, seen);
      try {
        walk.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + "\n" + String.join("\n", walk.steps), e);
      }
    }
    reporter.publishEntry("walks", WALKS + " of " + STEPS + " steps: " + seen);
    // A walk that never meets an event or an end says nothing about it.
    assertThat(seen.keySet())
        .containsAll(
            List.of("SetupTried", "CardSecured", "OrderConfirmed", "ChargeTried", "ChargeMade"))
        .containsAll(List.of("ChargeFailed", "Captured", "RefundTried", "Refunded", "OrderTold"))
        .containsAll(
            List.of(
                "RefundRefused", "RefundFailed", "RefundGivenUp", "Disputed", "EndBegun", "Ended"))
        .containsAll(List.of("CONFIRMED", "CANCELLED", "EXPIRED", "DROPPED", "RELEASED"));
  }

  private static final class Walk {
    final List<String> steps = new ArrayList<>();
    private final Map<String, Integer> seen;
    private final Random random;
    private final ProviderModel world;
    private final Terms terms;
    private final boolean isFunded;
    private final List<Owed> late = new ArrayList<>();
    private boolean isClosed;
    private boolean isSettling;
    private int ordersHeard;
    private PaymentState state = new PaymentState.Absent();
    private Instant now = PaymentSpec.NOW;
    private boolean isFresh;
    private @Nullable Owed underWay;
    private @Nullable OwedAnswer answer;
    private long journalRefunded;
    private long journalDisputed;

    Walk(long seed, Map<String, Integer> seen) {
      this.random = new Random(seed);
      this.seen = seen;
      this.world = new ProviderModel(random);
      this.isFunded = random.nextInt(3) > 0;
      this.terms =
          PaymentSpec.terms(
              random.nextBoolean()
                  ? FundingModel.ALL_OR_NOTHING
                  : FundingModel.KEEP_WHAT_YOU_RAISE);
    }

    void run() {
      for (int i = 0; i < STEPS; i++) {
        step(i == 0 ? 20 : random.nextInt(20));
        if (random.nextBoolean()) {
          duty();
          back();
        }
        world.judge();
      }
      settle();
      world.judge();
      world.judgeTheEnd(isFunded, state, journalRefunded, journalDisputed);
      seen.merge(world.order.name(), 1, Integer::sum);
    }

    private void step(int kind) {
      switch (kind) {
        case 0, 1, 2, 3 -> duty();
        case 4, 5, 6 -> back();
        case 7 -> {
          note("crash");
          if (underWay != null && answer == null && !(underWay instanceof Owed.SendRefund)) {
            late.add(underWay);
          }
          underWay = null;
          isFresh = false;
        }
        case 8 -> {
          if (!late.isEmpty()) {
            note("late " + late.getFirst());
            world.execute(late.removeFirst());
          }
        }
        case 9, 10, 11 -> webhook(random.nextBoolean());
        case 12 -> heardOrder();
        case 13 -> backer();
        case 14 -> browser();
        case 15 -> world.settle();
        case 16 -> now = now.plus(Duration.ofMinutes(random.nextInt(3_000)));
        case 17 -> wake();
        case 18 -> {
          isClosed |= random.nextInt(2) == 0;
          campaign();
        }
        case 19 -> {
          int part = random.nextInt(2, 4);
          String id = random.nextBoolean() ? "order-cancelled-1" : "mine-" + part;
          decide(new PaymentCommand.GiveBack(id, PaymentSpec.AMOUNT / part, now));
        }
        default -> decide(new PaymentCommand.Open(terms, false, now));
      }
    }

    private void backer() {
      switch (random.nextInt(10)) {
        case 0 -> world.moveOrder(OrderStage.CANCELLED);
        case 1 -> world.moveOrder(OrderStage.EXPIRED);
        default -> decide(new PaymentCommand.Open(terms, random.nextBoolean(), now));
      }
    }

    /** Only what is stored is ever shown to a browser. */
    private void browser() {
      if (!(state instanceof PaymentState.Open open)) {
        return;
      }
      if (open.setup().reference() != null) {
        world.giveCard(open.setup().reference());
      }
      if (open.charge() != null && open.charge().reference() != null && random.nextInt(3) == 0) {
        world.authenticate(open.charge().reference());
      }
    }

    private void campaign() {
      if (isClosed) {
        decide(
            isFunded
                ? new PaymentCommand.Collect(now)
                : new PaymentCommand.End(EndReason.CAMPAIGN_UNFUNDED, now));
      }
    }

    private void duty() {
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
    private void back() {
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
        boolean isStillOwed =
            owed.equals(Owed.of(state, false)) || owed.equals(Owed.of(state, true));
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

    private void webhook(boolean isRepeated) {
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

    private void heardOrder() {
      if (ordersHeard < world.orderFeed.size()
          && decide(new PaymentCommand.HearOrder(world.orderFeed.get(ordersHeard), now))) {
        return; // It comes again, and changes nothing.
      }
      ordersHeard = Math.min(ordersHeard + 1, world.orderFeed.size());
    }

    private void wake() {
      if (!decide(new PaymentCommand.Wake(now)) && underWay == null) {
        Owed owed = Owed.of(state, isFresh);
        begin(owed instanceof Owed.Nothing ? Owed.toLookAt(state) : owed);
      }
    }

    /** Whether something was to be stored; sometimes it is not, and sometimes nobody can know. */
    private boolean decide(PaymentCommand command) {
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

    private void settle() {
      isSettling = true;
      isClosed = true;
      now = now.plus(Duration.ofDays(1));
      world.moveOrder(OrderStage.EXPIRED);
      late.forEach(world::execute);
      for (int i = 0; i < SETTLE_ROUNDS; i++) {
        world.isKind = i > UNKIND_ROUNDS;
        duty();
        back();
        webhook(false);
        heardOrder();
        world.settle();
        if (i % 10 == 0) {
          campaign();
          person(i);
          world.list();
          wake();
          now = now.plus(Duration.ofHours(8));
        }
      }
    }

    /** Somebody sees to what was given up. */
    private void person(int round) {
      if (state instanceof PaymentState.Captured captured
          && captured.isGivenUp()
          && captured.refundable() > 0) {
        decide(new PaymentCommand.GiveBack("person-" + round, captured.refundable(), now));
      }
    }

    private void note(String step) {
      steps.add(now + " " + step);
    }
  }
}
