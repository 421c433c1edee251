package crowdstart.payment;

import crowdstart.campaign.FundingModel;
import crowdstart.order.OrderStage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a payment. Pure: time is an argument, and nothing here waits, reads or writes. Keeps
 * M1, M3, M4, M6 and M9: an event that says "about to" stands before every call to the provider,
 * and news of the provider may come twice and in any order.
 */
public final class Payment {
  private Payment() {}

  public static PaymentDecision decide(PaymentState state, PaymentCommand command) {
    return switch (state) {
      case PaymentState.Absent _ -> absent(command);
      case PaymentState.Known known -> known(known, command);
    };
  }

  /** The state behind an event. Throws on one that cannot follow. */
  public static PaymentState evolve(PaymentState state, PaymentEvent event) {
    return PaymentHistory.evolve(state, event);
  }

  private static PaymentDecision absent(PaymentCommand command) {
    return switch (command) {
      case PaymentCommand.Open open -> accept(new PaymentEvent.Opened(open.terms(), open.now()));
      // An order that ended, or a campaign that did, before anybody gave a card.
      case PaymentCommand.HearOrder _,
          PaymentCommand.HearOrderTold _,
          PaymentCommand.Collect _,
          PaymentCommand.End _,
          PaymentCommand.Wake _ ->
          new PaymentDecision.AlreadyDone();
      case PaymentCommand.Hear _,
          PaymentCommand.HearConfirmation _,
          PaymentCommand.HearChargeRefused _,
          PaymentCommand.HearRefundRefused _,
          PaymentCommand.GiveBack _ ->
          reject(PaymentRejection.UNKNOWN_PAYMENT);
    };
  }

  private static PaymentDecision known(PaymentState.Known state, PaymentCommand command) {
    return switch (command) {
      case PaymentCommand.Open open -> open(state, open);
      case PaymentCommand.Hear(ProviderNews news, Instant now) ->
          ProviderRules.hear(state, news, now);
      case PaymentCommand.HearConfirmation(ChargeStanding standing, Instant now) ->
          ProviderRules.confirmation(state, standing, now);
      case PaymentCommand.HearChargeRefused(String _, Instant now) ->
          state instanceof PaymentState.Charging charging
              ? accept(ProviderRules.failed(charging, CardRefusal.OTHER, null, now))
              : done();
      case PaymentCommand.HearRefundRefused(String refund, String code, Instant now) ->
          RefundRules.refused(state, refund, code, now);
      case PaymentCommand.HearOrder(OrderStage stage, Instant now) -> order(state, stage, now);
      case PaymentCommand.HearOrderTold(Instant now) ->
          isWaitingToBeHeard(state) ? accept(new PaymentEvent.OrderTold(now)) : done();
      case PaymentCommand.Collect(Instant now) -> collect(state, now);
      case PaymentCommand.End(EndReason why, Instant now) -> end(state, why, now);
      case PaymentCommand.GiveBack refund -> RefundRules.giveBack(state, refund);
      case PaymentCommand.Wake(Instant now) -> wake(state, now);
    };
  }

  private static boolean isWaitingToBeHeard(PaymentState.Known state) {
    return (state instanceof PaymentState.Ended ended && !ended.isOrderTold())
        || (state instanceof PaymentState.Captured captured && captured.isNewsToOrder());
  }

  private static PaymentDecision open(PaymentState.Known state, PaymentCommand.Open open) {
    // Identity first: a retry finds its payment, whatever has become of it.
    if (!state.terms().equals(open.terms())) {
      return reject(PaymentRejection.OTHER_TERMS);
    }
    boolean wantsSetup =
        state instanceof PaymentState.Overdue overdue
            && !overdue.isReplacing()
            && (open.isNewCard() || overdue.refusal() != CardRefusal.AUTHENTICATION_NEEDED);
    return wantsSetup && state instanceof PaymentState.Overdue overdue
        ? accept(new PaymentEvent.SetupTried(overdue.setup().number() + 1, open.now()))
        : done();
  }

  private static PaymentDecision order(PaymentState.Known state, OrderStage stage, Instant now) {
    return switch (stage) {
      case HELD -> done();
      case CONFIRMED -> {
        if (!(state instanceof PaymentState.Secured secured)) {
          yield done();
        }
        PaymentEvent confirmed = new PaymentEvent.OrderConfirmed(now);
        yield secured.terms().fundingModel() == FundingModel.KEEP_WHAT_YOU_RAISE
            ? accept(confirmed, new PaymentEvent.ChargeTried(1, now))
            : accept(confirmed);
      }
      case CANCELLED -> end(state, EndReason.ORDER_CANCELLED, now);
      case EXPIRED -> end(state, EndReason.ORDER_EXPIRED, now);
      // It learnt of these from here.
      case DROPPED, RELEASED -> done();
    };
  }

  private static PaymentDecision collect(PaymentState.Known state, Instant now) {
    return switch (state) {
      case PaymentState.Pledged _ -> accept(new PaymentEvent.ChargeTried(1, now));
      case PaymentState.Securing _, PaymentState.Secured _ -> reject(PaymentRejection.WRONG_STAGE);
      case PaymentState.Charging _,
          PaymentState.Overdue _,
          PaymentState.Captured _,
          PaymentState.Ending _,
          PaymentState.Ended _ ->
          done();
    };
  }

  private static PaymentDecision end(PaymentState.Known state, EndReason why, Instant now) {
    return switch (state) {
      // Money that comes first pays an unpaid pledge after all; not one whose order has ended.
      case PaymentState.Ending ending ->
          ending.why() == EndReason.UNPAID && why != EndReason.UNPAID
              ? accept(new PaymentEvent.EndBegun(why, now))
              : done();
      case PaymentState.Ended _ -> done();
      case PaymentState.Captured captured -> RefundRules.end(captured, why, now);
      case PaymentState.Securing securing -> endOpen(securing.setup().reference(), why, now);
      case PaymentState.Secured _, PaymentState.Pledged _ -> endOpen(null, why, now);
      case PaymentState.Charging charging -> endOpen(charging.charge().reference(), why, now);
      case PaymentState.Overdue overdue -> endOpen(overdue.charge().reference(), why, now);
    };
  }

  /** What the provider does not have cannot be captured either. */
  static PaymentDecision endOpen(@Nullable String reference, EndReason why, Instant now) {
    return new PaymentDecision.Accept(endEvents(reference, why, now));
  }

  static List<PaymentEvent> endEvents(@Nullable String reference, EndReason why, Instant now) {
    PaymentEvent begun = new PaymentEvent.EndBegun(why, now);
    return reference == null ? List.of(begun, new PaymentEvent.Ended(why, now)) : List.of(begun);
  }

  /**
   * A charge that the provider would not even make is tried again here; any other only behind a
   * look at how it stands.
   */
  private static PaymentDecision wake(PaymentState.Known state, Instant now) {
    if (state instanceof PaymentState.Overdue overdue && overdue.charge().reference() == null) {
      return ProviderRules.retry(overdue, now);
    }
    return state instanceof PaymentState.Captured captured
        ? RefundRules.wake(captured, now)
        : done();
  }

  static PaymentDecision accept(PaymentEvent... events) {
    return new PaymentDecision.Accept(List.of(events));
  }

  static PaymentDecision done() {
    return new PaymentDecision.AlreadyDone();
  }

  static PaymentDecision reject(PaymentRejection why) {
    return new PaymentDecision.Reject(why);
  }
}
