package crowdstart.payment;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.order.OrderStage;
import java.util.Map;
import java.util.TreeMap;

/** Judges a walk by the books of the provider and the order, which never call the rules. */
final class WalkJudge {
  private final ProviderModel world;

  WalkJudge(ProviderModel world) {
    this.world = world;
  }

  /** What holds at every moment. */
  void atEveryMoment() {
    long captures = world.charges.values().stream().mapToInt(it -> it.captures).sum();
    assertThat(captures).as("M1: captured at most once").isLessThanOrEqualTo(1);
    assertThat(world.refunded()).as("M3").isLessThanOrEqualTo(world.captured());
    if (captures > 0) {
      assertThat(world.order.wasConfirmed).as("M1: charged for a confirmed order").isTrue();
    }
    Map<String, Integer> made = new TreeMap<>();
    world.refunds.values().stream()
        .filter(it -> it.status != RefundStanding.Status.FAILED)
        .forEach(it -> made.merge(it.refund, 1, Integer::sum));
    assertThat(made.values()).as("a refund is made once: " + made).allMatch(count -> count == 1);
  }

  /** What holds when everything has settled. */
  void atTheEnd(boolean isFunded, PaymentState state, long journalRefunded, long journalDisputed) {
    OrderStage order = world.order.stage;
    boolean isPaid = world.captured() > 0;
    if (isPaid && (order.isFinal() || !isFunded)) {
      assertThat(world.refunded() + world.banks.taken())
          .as("M4, M5: " + order)
          .isGreaterThanOrEqualTo(world.captured());
    }
    assertThat(journalDisputed).as("M2: what banks took").isEqualTo(world.banks.taken());
    if (order == OrderStage.CONFIRMED) {
      assertThat(isPaid).as("what is confirmed is paid for, or ended").isTrue();
    }
    assertThat(order).as("O7").isNotEqualTo(OrderStage.HELD);
    assertThat(state instanceof PaymentState.Captured).as("bijection: " + state).isEqualTo(isPaid);
    assertThat(journalRefunded).as("M2: as the provider's books").isEqualTo(world.refunded());
    assertThat(Owed.of(state, true)).as("nothing is owed: " + state).isEqualTo(new Owed.Nothing());
    assertThat(world.charges.values())
        .as("nothing can be captured any more")
        .allMatch(it -> it.tries == 0 || it.status != ChargeStanding.Status.OPEN);
  }
}
