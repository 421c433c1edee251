package crowdstart.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How money goes back: asked for by a person, or owed because the order ended (M3, M4, M5). What is
 * owed is tried again and again, and then left to a person; what was asked for is that person's to
 * ask for again.
 */
final class RefundRules {
  /** A bank that has sent money back twice will do so again: its account is closed. */
  static final int FAILED_MAX = 3;

  /** The provider refuses for days when it has no money of ours; a week of tries, 6 hours apart. */
  static final int REFUSED_MAX = 28;

  private RefundRules() {}

  /** How many refunds a payment may be asked for: all of them travel with every answer about it. */
  static final int ASKED_MAX = 100;

  static PaymentEvent all(long amount, EndReason why, Instant now) {
    return new PaymentEvent.RefundTried(why.label() + "-1", amount, why, now);
  }

  private static PaymentEvent rest(PaymentState.Captured state, EndReason why, Instant now) {
    int number = 1;
    while (state.refund(why.label() + "-" + number).isPresent()) {
      number++;
    }
    return new PaymentEvent.RefundTried(why.label() + "-" + number, state.refundable(), why, now);
  }

  /** What is back, or on its way, may yet fail: so the end is noted all the same. */
  static PaymentDecision end(PaymentState.Captured state, EndReason why, Instant now) {
    if (state.because() != null) {
      return Payment.done();
    }
    return state.refundable() > 0
        ? Payment.accept(rest(state, why, now))
        : Payment.accept(new PaymentEvent.EndBegun(why, now));
  }

  static PaymentDecision giveBack(PaymentState.Known state, PaymentCommand.GiveBack command) {
    if (!(state instanceof PaymentState.Captured captured)) {
      return Payment.reject(PaymentRejection.WRONG_STAGE);
    }
    Optional<Refund> known = captured.refund(command.refund());
    if (known.isPresent()) {
      return known.get().amount() == command.amount()
          ? Payment.done()
          : Payment.reject(PaymentRejection.REFUND_ID_REUSED);
    }
    if (command.amount() > captured.refundable()) {
      return Payment.reject(PaymentRejection.MORE_THAN_CAPTURED);
    }
    return captured.refunds().size() >= ASKED_MAX
        ? Payment.reject(PaymentRejection.TOO_MANY_REFUNDS)
        : Payment.accept(
            new PaymentEvent.RefundTried(command.refund(), command.amount(), null, command.now()));
  }

  /** A refund that has failed never succeeds any more: whatever says so was sent before. */
  static PaymentDecision hear(PaymentState.Known state, RefundStanding standing, Instant now) {
    if (!(state instanceof PaymentState.Captured captured)) {
      return Payment.done();
    }
    Refund.Status known =
        captured.refund(standing.refund()).map(Refund::status).orElse(Refund.Status.REFUSED);
    boolean mayFail = known == Refund.Status.TRIED || known == Refund.Status.DONE;
    return switch (standing.status()) {
      case SUCCEEDED ->
          known == Refund.Status.TRIED
              ? Payment.accept(
                  new PaymentEvent.Refunded(
                      standing.refund(), standing.id(), standing.amount(), now))
              : Payment.done();
      case FAILED -> mayFail ? failed(captured, standing.refund(), now) : Payment.done();
      case PENDING -> Payment.done();
    };
  }

  private static PaymentDecision failed(PaymentState.Captured state, String id, Instant now) {
    long returned =
        state
            .refund(id)
            .filter(it -> it.status() == Refund.Status.DONE)
            .map(Refund::amount)
            .orElse(0L);
    return orGivenUp(state, new PaymentEvent.RefundFailed(id, returned, state.because(), now), now);
  }

  static PaymentDecision refused(
      PaymentState.Known state, String refund, String code, Instant now) {
    boolean isWaitedFor =
        state instanceof PaymentState.Captured captured
            && captured.refund(refund).filter(it -> it.status() == Refund.Status.TRIED).isPresent();
    return isWaitedFor && state instanceof PaymentState.Captured captured
        ? orGivenUp(captured, new PaymentEvent.RefundRefused(refund, code, now), now)
        : Payment.done();
  }

  private static PaymentDecision orGivenUp(
      PaymentState.Captured state, PaymentEvent event, Instant now) {
    PaymentState.Captured next = (PaymentState.Captured) Payment.evolve(state, event);
    boolean isEnough =
        isOwed(next)
            && (next.count(Refund.Status.FAILED) >= FAILED_MAX
                || next.count(Refund.Status.REFUSED) >= REFUSED_MAX);
    return isEnough
        ? new PaymentDecision.Accept(Stream.concat(Stream.of(event), givenUp(next, now)).toList())
        : Payment.accept(event);
  }

  private static Stream<PaymentEvent> givenUp(PaymentState.Captured state, Instant now) {
    return state.isGivenUp() ? Stream.of() : Stream.of(new PaymentEvent.RefundGivenUp(now));
  }

  /** What is owed and did not arrive is tried again. */
  static PaymentDecision wake(PaymentState.Captured state, Instant now) {
    EndReason why = state.because();
    return why != null && isOwed(state) && !state.isGivenUp()
        ? new PaymentDecision.Accept(List.of(rest(state, why, now)))
        : Payment.done();
  }

  static boolean isOwed(PaymentState.Captured state) {
    return state.because() != null && state.owed().isEmpty() && state.refundable() > 0;
  }
}
