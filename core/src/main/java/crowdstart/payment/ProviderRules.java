package crowdstart.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What news of the provider mean to a payment. Only what is final there counts as it comes; what is
 * open counts when it answers a question of ours, since an older word may arrive later (W2).
 */
final class ProviderRules {
  private ProviderRules() {}

  /**
   * Whether it is final wherever it comes from, and complete. A charge's fee has to be asked for.
   */
  static boolean isSelfEvident(ProviderNews news) {
    return switch (news) {
      case ProviderNews.Setup(SetupStanding it) -> it.status() == SetupStanding.Status.SUCCEEDED;
      case ProviderNews.Charge _ -> false;
      case ProviderNews.Refund(RefundStanding it) -> it.status() == RefundStanding.Status.SUCCEEDED;
      case ProviderNews.Dispute _ -> false;
    };
  }

  /** Whether the provider has begun it and not come to an end: to be waited for, not done again. */
  static boolean isUnderWay(ProviderNews news) {
    return switch (news) {
      case ProviderNews.Setup(SetupStanding it) -> it.status() == SetupStanding.Status.PROCESSING;
      case ProviderNews.Charge(ChargeStanding it) ->
          it.status() == ChargeStanding.Status.PROCESSING;
      case ProviderNews.Refund(RefundStanding it) -> it.status() == RefundStanding.Status.PENDING;
      case ProviderNews.Dispute _ -> false;
    };
  }

  /** Where to look for what news of it means. */
  static Owed lookInto(ProviderNews news, PaymentState state) {
    return switch (news) {
      case ProviderNews.Setup(SetupStanding it) -> new Owed.ReadSetup(it.id());
      case ProviderNews.Charge(ChargeStanding it) -> new Owed.ReadCharge(it.id());
      case ProviderNews.Refund(RefundStanding it) ->
          state instanceof PaymentState.Captured captured
              ? new Owed.FindRefund(captured.charge(), it.refund())
              : new Owed.Nothing();
      case ProviderNews.Dispute(DisputeStanding it) -> new Owed.ReadDispute(it.id());
    };
  }

  static PaymentDecision hear(PaymentState.Known state, ProviderNews news, Instant now) {
    return switch (news) {
      case ProviderNews.Setup(SetupStanding standing) -> setup(state, standing, now);
      case ProviderNews.Charge(ChargeStanding standing) -> charge(state, standing, now);
      case ProviderNews.Refund(RefundStanding standing) -> RefundRules.hear(state, standing, now);
      case ProviderNews.Dispute(DisputeStanding standing) ->
          DisputeRules.hear(state, standing, now);
    };
  }

  private static PaymentDecision setup(
      PaymentState.Known state, SetupStanding standing, Instant now) {
    return switch (state) {
      case PaymentState.Securing securing -> {
        List<PaymentEvent> events = new ArrayList<>();
        if (isOf(securing.setup(), standing, events, now)) {
          secured(securing.setup(), standing, securing.refusal(), events, now);
        }
        yield events.isEmpty() ? Payment.done() : new PaymentDecision.Accept(events);
      }
      case PaymentState.Overdue overdue when overdue.isReplacing() -> {
        List<PaymentEvent> events = new ArrayList<>();
        if (isOf(overdue.setup(), standing, events, now)) {
          secured(overdue.setup(), standing, overdue.refusal(), events, now);
          if (standing.status() == SetupStanding.Status.SUCCEEDED) {
            events.add(new PaymentEvent.ChargeTried(overdue.charge().attempt() + 1, now));
          }
        }
        yield events.isEmpty() ? Payment.done() : new PaymentDecision.Accept(events);
      }
      case PaymentState.Ending ending when ending.charge() == null ->
          isFinal(standing)
              ? Payment.accept(new PaymentEvent.Ended(ending.why(), now))
              : Payment.done();
      case PaymentState.Ending _,
          PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Charging _,
          PaymentState.Overdue _,
          PaymentState.Captured _,
          PaymentState.Ended _ ->
          Payment.done();
    };
  }

  /**
   * Whether the news is of the setup that the backer was given; the first that is made is. One that
   * has come to its end before anybody was given it is an earlier one, heard of once more.
   */
  private static boolean isOf(
      Setup setup, SetupStanding standing, List<PaymentEvent> events, Instant now) {
    if (setup.reference() == null) {
      if (isFinal(standing)) {
        return false;
      }
      events.add(
          new PaymentEvent.SetupMade(setup.number(), standing.id(), standing.customer(), now));
      return true;
    }
    return setup.reference().equals(standing.id());
  }

  private static void secured(
      Setup setup,
      SetupStanding standing,
      @Nullable CardRefusal known,
      List<PaymentEvent> events,
      Instant now) {
    switch (standing.status()) {
      case SUCCEEDED -> {
        if (standing.method() == null) {
          throw new IllegalArgumentException("a setup that succeeded names its card");
        }
        Card card = new Card(standing.customer(), standing.method());
        events.add(new PaymentEvent.CardSecured(setup.number(), card, now));
      }
      case OPEN -> {
        if (standing.refusal() != null && standing.refusal() != known) {
          events.add(new PaymentEvent.CardRefused(standing.refusal(), now));
        }
      }
      // Somebody at the provider ended it, or it grew too old: the backer gets another.
      case CANCELLED -> events.add(new PaymentEvent.SetupTried(setup.number() + 1, now));
      case PROCESSING -> {}
    }
  }

  private static boolean isFinal(SetupStanding standing) {
    return standing.status() == SetupStanding.Status.SUCCEEDED
        || standing.status() == SetupStanding.Status.CANCELLED;
  }

  private static PaymentDecision charge(
      PaymentState.Known state, ChargeStanding standing, Instant now) {
    if (isAnother(state, standing) && standing.status() != ChargeStanding.Status.SUCCEEDED) {
      return Payment.done();
    }
    return switch (standing.status()) {
      case SUCCEEDED -> captured(state, standing, now);
      case OPEN -> open(state, standing, now);
      case CANCELLED -> cancelled(state, standing, now);
      case PROCESSING -> made(state, standing, now);
    };
  }

  /** A charge made twice, because the first answer was lost: only the one we know is confirmed. */
  private static boolean isAnother(PaymentState.Known state, ChargeStanding standing) {
    return state instanceof PaymentState.Open open
        && open.charge() != null
        && open.charge().reference() != null
        && !open.charge().reference().equals(standing.id());
  }

  private static PaymentDecision captured(
      PaymentState.Known state, ChargeStanding standing, Instant now) {
    PaymentEvent captured =
        new PaymentEvent.Captured(standing.id(), standing.captured(), standing.fee(), now);
    return switch (state) {
      case PaymentState.Captured _ -> Payment.done();
      // The money came first, and the pledge is paid after all.
      case PaymentState.Ending ending when ending.why() == EndReason.UNPAID ->
          Payment.accept(captured);
      case PaymentState.Ending ending ->
          Payment.accept(captured, RefundRules.all(standing.captured(), ending.why(), now));
      case PaymentState.Ended ended ->
          Payment.accept(captured, RefundRules.all(standing.captured(), ended.why(), now));
      case PaymentState.Securing _,
          PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Charging _,
          PaymentState.Overdue _ ->
          Payment.accept(captured);
    };
  }

  /** An open charge: was it tried since, or has the confirmation never arrived? */
  private static PaymentDecision open(
      PaymentState.Known state, ChargeStanding standing, Instant now) {
    if (state instanceof PaymentState.Charging charging) {
      if (charging.charge().reference() == null) {
        return Payment.accept(new PaymentEvent.ChargeMade(standing.id(), now));
      }
      boolean isTried =
          standing.lastTry() != null && !standing.lastTry().equals(charging.charge().lastTry());
      return isTried
          ? Payment.accept(failed(charging, refusal(standing), standing.lastTry(), now))
          : Payment.done();
    }
    return state instanceof PaymentState.Overdue overdue ? retry(overdue, now) : Payment.done();
  }

  /** Tries again once it is time, and ends once there was time enough. */
  static PaymentDecision retry(PaymentState.Overdue state, Instant now) {
    if (now.isBefore(state.retryAt())) {
      return Payment.done();
    }
    return now.isBefore(Dunning.endsAt(state.charge()))
        ? Payment.accept(new PaymentEvent.ChargeTried(state.charge().attempt() + 1, now))
        : Payment.endOpen(state.charge().reference(), EndReason.UNPAID, now);
  }

  private static PaymentDecision cancelled(
      PaymentState.Known state, ChargeStanding standing, Instant now) {
    return switch (state) {
      case PaymentState.Ending ending -> Payment.accept(new PaymentEvent.Ended(ending.why(), now));
      // Somebody ended it at the provider, and with it the only charge that there will be.
      case PaymentState.Charging charging -> {
        List<PaymentEvent> events = new ArrayList<>();
        events.add(failed(charging, refusal(standing), standing.lastTry(), now));
        events.addAll(Payment.endEvents(charging.charge().reference(), EndReason.UNPAID, now));
        yield new PaymentDecision.Accept(events);
      }
      // One whose id we never learnt has ended with this word.
      case PaymentState.Overdue overdue ->
          Payment.endOpen(overdue.charge().reference(), EndReason.UNPAID, now);
      case PaymentState.Securing _,
          PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Captured _,
          PaymentState.Ended _ ->
          Payment.done();
    };
  }

  private static PaymentDecision made(
      PaymentState.Known state, ChargeStanding standing, Instant now) {
    return state instanceof PaymentState.Charging charging && charging.charge().reference() == null
        ? Payment.accept(new PaymentEvent.ChargeMade(standing.id(), now))
        : Payment.done();
  }

  static PaymentDecision confirmation(
      PaymentState.Known state, ChargeStanding standing, Instant now) {
    return state instanceof PaymentState.Charging charging
            && standing.status() == ChargeStanding.Status.OPEN
            && standing.id().equals(charging.charge().reference())
        ? Payment.accept(failed(charging, refusal(standing), standing.lastTry(), now))
        : charge(state, standing, now);
  }

  private static CardRefusal refusal(ChargeStanding standing) {
    return standing.refusal() == null ? CardRefusal.OTHER : standing.refusal();
  }

  static PaymentEvent failed(
      PaymentState.Charging state, CardRefusal refusal, @Nullable String lastTry, Instant now) {
    return new PaymentEvent.ChargeFailed(
        state.charge().attempt(), refusal, lastTry, Dunning.retryAt(state.charge(), now), now);
  }
}
