package crowdstart.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dispute means to a payment. The provider is always asked how it stands, so that webhooks
 * may come twice, in any order, or not at all (W2, W7).
 */
final class DisputeRules {
  private DisputeRules() {}

  static PaymentDecision hear(PaymentState.Known state, DisputeStanding standing, Instant now) {
    if (!(state instanceof PaymentState.Captured captured)) {
      // It is charged at the provider and not here yet: to be said again.
      return Payment.reject(PaymentRejection.WRONG_STAGE);
    }
    @Nullable DisputeStanding known = captured.dispute(standing.id()).orElse(null);
    if (standing.equals(known)) {
      return Payment.done();
    }
    PaymentEvent disputed =
        new PaymentEvent.Disputed(
            standing,
            standing.taken() - (known == null ? 0 : known.taken()),
            standing.fee() - (known == null ? 0 : known.fee()),
            now);
    PaymentState.Captured next = (PaymentState.Captured) Payment.evolve(captured, disputed);
    boolean isOwedAgain = RefundRules.isOwed(next) && !RefundRules.isOwed(captured);
    return isOwedAgain && RefundRules.wake(next, now) instanceof PaymentDecision.Accept(var events)
        ? new PaymentDecision.Accept(List.of(disputed, events.getFirst()))
        : Payment.accept(disputed);
  }
}
