package crowdstart.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the events of a payment come to. Throws on one that cannot follow. */
final class PaymentHistory {
  private PaymentHistory() {}

  static PaymentState evolve(PaymentState state, PaymentEvent event) {
    return switch (event) {
      case PaymentEvent.Opened(Terms terms, _) when state instanceof PaymentState.Absent ->
          new PaymentState.Securing(terms, new Setup(1, null), null, null);
      case PaymentEvent.SetupTried tried -> setupTried(state, tried);
      case PaymentEvent.SetupMade made -> setupMade(state, made);
      case PaymentEvent.CardRefused(CardRefusal refusal, _)
          when state instanceof PaymentState.Securing it ->
          new PaymentState.Securing(it.terms(), it.setup(), it.customer(), refusal);
      case PaymentEvent.CardRefused(CardRefusal refusal, _)
          when state instanceof PaymentState.Overdue it ->
          new PaymentState.Overdue(
              it.terms(), it.setup(), it.card(), it.charge(), refusal, it.retryAt(), true);
      case PaymentEvent.CardSecured(int setup, Card card, _)
          when state instanceof PaymentState.Securing it && it.setup().number() == setup ->
          new PaymentState.Secured(it.terms(), it.setup(), card);
      case PaymentEvent.CardSecured(int setup, Card card, _)
          when state instanceof PaymentState.Overdue it && it.setup().number() == setup ->
          new PaymentState.Overdue(
              it.terms(), it.setup(), card, it.charge(), it.refusal(), it.retryAt(), false);
      case PaymentEvent.OrderConfirmed _ when state instanceof PaymentState.Secured it ->
          new PaymentState.Pledged(it.terms(), it.setup(), it.card());
      case PaymentEvent.ChargeTried tried -> chargeTried(state, tried);
      case PaymentEvent.ChargeMade(String charge, _)
          when state instanceof PaymentState.Charging it && it.charge().reference() == null ->
          new PaymentState.Charging(
              it.terms(), it.setup(), it.card(), it.charge().made(charge), it.isReplacing());
      case PaymentEvent.ChargeFailed failed
          when state instanceof PaymentState.Charging it
              && it.charge().attempt() == failed.attempt() ->
          new PaymentState.Overdue(
              it.terms(),
              it.setup(),
              it.card(),
              it.charge().failed(failed.lastTry()),
              failed.refusal(),
              failed.retryAt(),
              it.isReplacing());
      case PaymentEvent.Captured captured -> captured(state, captured);
      case PaymentEvent.RefundTried tried when state instanceof PaymentState.Captured it ->
          refundTried(it, tried);
      case PaymentEvent.Refunded(String refund, _, long amount, _)
          when state instanceof PaymentState.Captured it ->
          settled(it, new Refund(refund, amount, Refund.Status.TRIED), Refund.Status.DONE);
      case PaymentEvent.RefundRefused(String refund, _, _)
          when state instanceof PaymentState.Captured it ->
          settled(it, find(it, refund), Refund.Status.REFUSED);
      case PaymentEvent.RefundFailed failed when state instanceof PaymentState.Captured it ->
          refundFailed(it, failed);
      case PaymentEvent.RefundGivenUp _
          when state instanceof PaymentState.Captured it
              && it.because() != null
              && it.refundable() > 0 ->
          it.givenUp(true);
      case PaymentEvent.Disputed disputed when state instanceof PaymentState.Captured it ->
          disputed(it, disputed);
      case PaymentEvent.EndBegun begun -> endBegun(state, begun);
      case PaymentEvent.Ended(EndReason why, _) when state instanceof PaymentState.Ending it ->
          new PaymentState.Ended(it.terms(), why, !why.isNewsToOrder());
      case PaymentEvent.OrderTold _ when state instanceof PaymentState.Ended it ->
          new PaymentState.Ended(it.terms(), it.why(), true);
      case PaymentEvent.OrderTold _ when state instanceof PaymentState.Captured it -> it.told();
      case PaymentEvent.Opened _,
          PaymentEvent.CardRefused _,
          PaymentEvent.CardSecured _,
          PaymentEvent.OrderConfirmed _,
          PaymentEvent.ChargeMade _,
          PaymentEvent.ChargeFailed _,
          PaymentEvent.RefundTried _,
          PaymentEvent.Refunded _,
          PaymentEvent.RefundRefused _,
          PaymentEvent.RefundFailed _,
          PaymentEvent.RefundGivenUp _,
          PaymentEvent.Disputed _,
          PaymentEvent.Ended _,
          PaymentEvent.OrderTold _ ->
          throw impossible(state, event);
    };
  }

  private static PaymentState endBegun(PaymentState state, PaymentEvent.EndBegun event) {
    return switch (state) {
      case PaymentState.Ending it when it.why() == EndReason.UNPAID ->
          new PaymentState.Ending(it.terms(), event.why(), it.setup(), it.charge());
      case PaymentState.Securing _,
          PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Charging _,
          PaymentState.Overdue _ -> {
        PaymentState.Open it = (PaymentState.Open) state;
        yield new PaymentState.Ending(it.terms(), event.why(), it.setup(), it.charge());
      }
      case PaymentState.Captured it when it.because() == null -> it.ending(event.why());
      case PaymentState.Absent _,
          PaymentState.Captured _,
          PaymentState.Ending _,
          PaymentState.Ended _ ->
          throw impossible(state, event);
    };
  }

  private static PaymentState setupTried(PaymentState state, PaymentEvent.SetupTried event) {
    Setup setup = new Setup(event.setup(), null);
    return switch (state) {
      case PaymentState.Securing it when event.setup() == it.setup().number() + 1 ->
          new PaymentState.Securing(it.terms(), setup, it.customer(), it.refusal());
      case PaymentState.Overdue it when event.setup() == it.setup().number() + 1 ->
          new PaymentState.Overdue(
              it.terms(), setup, it.card(), it.charge(), it.refusal(), it.retryAt(), true);
      case PaymentState.Absent _,
          PaymentState.Securing _,
          PaymentState.Overdue _,
          PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Charging _,
          PaymentState.Captured _,
          PaymentState.Ending _,
          PaymentState.Ended _ ->
          throw impossible(state, event);
    };
  }

  private static PaymentState setupMade(PaymentState state, PaymentEvent.SetupMade event) {
    Setup setup = new Setup(event.setup(), event.reference());
    return switch (state) {
      case PaymentState.Securing it when isNext(it.setup(), event) ->
          new PaymentState.Securing(it.terms(), setup, event.customer(), it.refusal());
      case PaymentState.Overdue it when isNext(it.setup(), event) ->
          new PaymentState.Overdue(
              it.terms(), setup, it.card(), it.charge(), it.refusal(), it.retryAt(), true);
      case PaymentState.Absent _,
          PaymentState.Securing _,
          PaymentState.Overdue _,
          PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Charging _,
          PaymentState.Captured _,
          PaymentState.Ending _,
          PaymentState.Ended _ ->
          throw impossible(state, event);
    };
  }

  private static boolean isNext(Setup setup, PaymentEvent.SetupMade event) {
    return setup.number() == event.setup() && setup.reference() == null;
  }

  private static PaymentState chargeTried(PaymentState state, PaymentEvent.ChargeTried event) {
    return switch (state) {
      case PaymentState.Pledged it when event.attempt() == 1 ->
          new PaymentState.Charging(
              it.terms(),
              it.setup(),
              it.card(),
              new Charge(null, event.attempt(), null, event.at()),
              false);
      case PaymentState.Overdue it when event.attempt() == it.charge().attempt() + 1 ->
          new PaymentState.Charging(
              it.terms(),
              it.setup(),
              it.card(),
              it.charge().tried(event.attempt()),
              it.isReplacing());
      case PaymentState.Absent _,
          PaymentState.Securing _,
          PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Charging _,
          PaymentState.Overdue _,
          PaymentState.Captured _,
          PaymentState.Ending _,
          PaymentState.Ended _ ->
          throw impossible(state, event);
    };
  }

  private static PaymentState captured(PaymentState state, PaymentEvent.Captured event) {
    Terms terms =
        switch (state) {
          case PaymentState.Open open -> open.terms();
          case PaymentState.Ended ended -> ended.terms();
          case PaymentState.Absent _, PaymentState.Captured _ -> throw impossible(state, event);
        };
    if (event.amount() != terms.amount()) {
      throw new IllegalStateException("M6: captured " + event.amount() + " of " + terms.amount());
    }
    return new PaymentState.Captured(
        terms,
        event.charge(),
        event.amount(),
        event.fee(),
        List.of(),
        null,
        false,
        false,
        List.of());
  }

  private static PaymentState refundTried(
      PaymentState.Captured state, PaymentEvent.RefundTried event) {
    if (event.amount() < 1 || event.amount() > state.refundable()) {
      throw new IllegalStateException("M3: more to refund than is left");
    }
    if (state.refund(event.refund()).isPresent()) {
      throw new IllegalStateException("a refund of this id is known: " + event.refund());
    }
    List<Refund> refunds = new ArrayList<>(state.refunds());
    refunds.add(new Refund(event.refund(), event.amount(), Refund.Status.TRIED));
    PaymentState.Captured tried = state.with(refunds).givenUp(false);
    return event.because() == null ? tried : tried.ending(event.because());
  }

  private static Refund find(PaymentState.Captured state, String refund) {
    return state
        .refund(refund)
        .orElseThrow(() -> new IllegalStateException("no such refund: " + refund));
  }

  private static PaymentState settled(
      PaymentState.Captured state, Refund tried, Refund.Status status) {
    if (tried.status() != Refund.Status.TRIED || !state.refunds().contains(tried)) {
      throw new IllegalStateException("no such refund under way: " + tried);
    }
    return replaced(state, tried, status);
  }

  private static PaymentState refundFailed(
      PaymentState.Captured state, PaymentEvent.RefundFailed event) {
    Refund refund = find(state, event.refund());
    long returned =
        switch (refund.status()) {
          case TRIED -> 0;
          case DONE -> refund.amount();
          case REFUSED, FAILED ->
              throw new IllegalStateException("no such refund that could fail: " + refund);
        };
    if (event.returned() != returned) {
      throw new IllegalStateException("M2: " + event.returned() + " came back of " + refund);
    }
    return replaced(state, refund, Refund.Status.FAILED);
  }

  private static PaymentState replaced(
      PaymentState.Captured state, Refund refund, Refund.Status status) {
    List<Refund> refunds = new ArrayList<>(state.refunds());
    refunds.set(refunds.indexOf(refund), new Refund(refund.id(), refund.amount(), status));
    return state.with(refunds);
  }

  private static PaymentState disputed(PaymentState.Captured state, PaymentEvent.Disputed event) {
    DisputeStanding now = event.standing();
    Optional<DisputeStanding> before = state.dispute(now.id());
    long taken = before.map(DisputeStanding::taken).orElse(0L) + event.taken();
    long fee = before.map(DisputeStanding::fee).orElse(0L) + event.fee();
    if (now.taken() != taken || now.fee() != fee) {
      throw new IllegalStateException("M2: " + now + " is not what its events come to");
    }
    List<DisputeStanding> disputes = new ArrayList<>(state.disputes());
    before.ifPresentOrElse(it -> disputes.set(disputes.indexOf(it), now), () -> disputes.add(now));
    return state.disputed(disputes);
  }

  private static IllegalStateException impossible(PaymentState state, PaymentEvent event) {
    return new IllegalStateException(
        event.getClass().getSimpleName() + " cannot follow " + state.getClass().getSimpleName());
  }
}
