package crowdstart.payment;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.FundingModel;
import crowdstart.order.OrderStage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
        throw new AssertionError("seed " + seed + "\n" + String.join("\n", walk.payment.steps), e);
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
    private final Map<String, Integer> seen;
    private final Random random;
    private final ProviderModel world;
    private final WalkJudge judge;
    private final WalkedPayment payment;
    private final Terms terms;
    private final boolean isFunded;
    private boolean isClosed;

    Walk(long seed, Map<String, Integer> seen) {
      this.random = new Random(seed);
      this.seen = seen;
      this.world = new ProviderModel(random);
      this.judge = new WalkJudge(world);
      this.payment = new WalkedPayment(random, world, seen);
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
          payment.duty();
          payment.back();
        }
        judge.atEveryMoment();
      }
      settle();
      judge.atEveryMoment();
      judge.atTheEnd(isFunded, payment.state, payment.journalRefunded, payment.journalDisputed);
      seen.merge(world.order.stage.name(), 1, Integer::sum);
    }

    private void step(int kind) {
      switch (kind) {
        case 0, 1, 2, 3 -> payment.duty();
        case 4, 5, 6 -> payment.back();
        case 7 -> payment.crash();
        case 8 -> payment.oneArrivesLate();
        case 9, 10, 11 -> payment.webhook(random.nextBoolean());
        case 12 -> payment.heardOrder();
        case 13 -> backer();
        case 14 -> browser();
        case 15 -> world.settle();
        case 16 -> payment.now = payment.now.plus(Duration.ofMinutes(random.nextInt(3_000)));
        case 17 -> payment.wake();
        case 18 -> {
          isClosed |= random.nextInt(2) == 0;
          campaign();
        }
        case 19 -> {
          int part = random.nextInt(2, 4);
          String id = random.nextBoolean() ? "order-cancelled-1" : "mine-" + part;
          payment.decide(new PaymentCommand.GiveBack(id, PaymentSpec.AMOUNT / part, payment.now));
        }
        default -> payment.decide(new PaymentCommand.Open(terms, false, payment.now));
      }
    }

    private void backer() {
      switch (random.nextInt(10)) {
        case 0 -> world.order.move(OrderStage.CANCELLED);
        case 1 -> world.order.move(OrderStage.EXPIRED);
        default ->
            payment.decide(new PaymentCommand.Open(terms, random.nextBoolean(), payment.now));
      }
    }

    /** Only what is stored is ever shown to a browser. */
    private void browser() {
      if (!(payment.state instanceof PaymentState.Open open)) {
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
        payment.decide(
            isFunded
                ? new PaymentCommand.Collect(payment.now)
                : new PaymentCommand.End(EndReason.CAMPAIGN_UNFUNDED, payment.now));
      }
    }

    private void settle() {
      payment.isSettling = true;
      isClosed = true;
      payment.now = payment.now.plus(Duration.ofDays(1));
      world.order.move(OrderStage.EXPIRED);
      payment.allArriveLate();
      for (int i = 0; i < SETTLE_ROUNDS; i++) {
        world.isKind = i > UNKIND_ROUNDS;
        payment.duty();
        payment.back();
        payment.webhook(false);
        payment.heardOrder();
        world.settle();
        if (i % 10 == 0) {
          campaign();
          person(i);
          world.list();
          payment.wake();
          payment.now = payment.now.plus(Duration.ofHours(8));
        }
      }
    }

    /** Somebody sees to what was given up. */
    private void person(int round) {
      if (payment.state instanceof PaymentState.Captured captured
          && captured.isGivenUp()
          && captured.refundable() > 0) {
        payment.decide(
            new PaymentCommand.GiveBack("person-" + round, captured.refundable(), payment.now));
      }
    }
  }
}
