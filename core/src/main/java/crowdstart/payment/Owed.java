package crowdstart.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a payment owes to the world: the one thing that its state says has to be done next. Derived
 * from the state alone, so that it is known again after a crash, and done again; whoever receives
 * it finds that it was done already.
 */
public sealed interface Owed {
  /** Whether it only asks, and changes nothing. */
  default boolean isLook() {
    return switch (this) {
      case Nothing _, ReadSetup _, AskOrder _, ReadCharge _, FindRefund _, ReadDispute _ -> true;
      case CreateSetup _,
          CancelSetup _,
          ConfirmOrder _,
          CreateCharge _,
          ConfirmCharge _,
          CancelCharge _,
          SendRefund _,
          TellOrder _ ->
          false;
    };
  }

  record Nothing() implements Owed {}

  /**
   * The setup for a card.
   *
   * @param customer of the cards before; null for the first
   */
  record CreateSetup(int setup, @Nullable String customer) implements Owed {}

  record ReadSetup(String reference) implements Owed {}

  /** How the order stands: one that ended before its payment was opened has nobody to say so. */
  record AskOrder() implements Owed {}

  record CancelSetup(String reference) implements Owed {}

  record ConfirmOrder() implements Owed {}

  record CreateCharge(PaymentGateway.ChargeRequest request) implements Owed {}

  record ConfirmCharge(String reference, Card card, int attempt) implements Owed {}

  record ReadCharge(String reference) implements Owed {}

  record CancelCharge(String reference) implements Owed {}

  record SendRefund(String charge, String refund, long amount) implements Owed {}

  record FindRefund(String charge, String refund) implements Owed {}

  record ReadDispute(String dispute) implements Owed {}

  record TellOrder(EndReason why) implements Owed {}

  /**
   * What a state owes.
   *
   * @param isFresh whether nobody can have done it before: it was decided a moment ago, or somebody
   *     has just looked. Otherwise money is looked for before it is moved
   */
  static Owed of(PaymentState state, boolean isFresh) {
    return switch (state) {
      case PaymentState.Absent _, PaymentState.Pledged _ -> new Nothing();
      case PaymentState.Securing(_, Setup setup, String customer, _) ->
          setup.reference() == null ? new CreateSetup(setup.number(), customer) : new Nothing();
      case PaymentState.Secured _ -> new ConfirmOrder();
      case PaymentState.Charging(Terms terms, _, Card card, Charge charge, _) ->
          charging(terms, card, charge, isFresh);
      case PaymentState.Overdue overdue ->
          overdue.isReplacing() && overdue.setup().reference() == null
              ? new CreateSetup(overdue.setup().number(), overdue.card().customer())
              : new Nothing();
      case PaymentState.Captured captured ->
          captured
              .owed()
              .<Owed>map(refund ->
                  isFresh
                      ? new SendRefund(captured.charge(), refund.id(), refund.amount())
                      : new FindRefund(captured.charge(), refund.id()))
              .orElseGet(() -> toTell(captured));
      case PaymentState.Ending ending -> ending(ending.setup(), ending.charge());
      case PaymentState.Ended ended ->
          ended.isOrderTold() ? new Nothing() : new TellOrder(ended.why());
    };
  }

  private static Owed toTell(PaymentState.Captured captured) {
    EndReason because = captured.because();
    return because != null && captured.isNewsToOrder() ? new TellOrder(because) : new Nothing();
  }

  private static Owed charging(Terms terms, Card card, Charge charge, boolean isFresh) {
    String reference = charge.reference();
    if (reference == null) {
      return new CreateCharge(
          new PaymentGateway.ChargeRequest(
              terms.order(), terms.campaign(), terms.amount(), terms.currency(), card));
    }
    return isFresh
        ? new ConfirmCharge(reference, card, charge.attempt())
        : new ReadCharge(reference);
  }

  private static Owed ending(Setup setup, @Nullable Charge charge) {
    if (charge != null && charge.reference() != null) {
      return new CancelCharge(charge.reference());
    }
    return setup.reference() != null ? new CancelSetup(setup.reference()) : new Nothing();
  }

  /** What to look at when time has passed and nothing is owed: a webhook may have been lost. */
  static Owed toLookAt(PaymentState state) {
    return switch (state) {
      case PaymentState.Securing(_, Setup setup, _, _) when setup.reference() != null ->
          new AskOrder();
      // Before the old card is tried again: another may have been given.
      case PaymentState.Overdue overdue
          when overdue.isReplacing() && overdue.setup().reference() != null ->
          new ReadSetup(overdue.setup().reference());
      case PaymentState.Overdue overdue when overdue.charge().reference() != null ->
          new ReadCharge(overdue.charge().reference());
      case PaymentState.Absent _,
          PaymentState.Securing _,
          PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Charging _,
          PaymentState.Overdue _,
          PaymentState.Captured _,
          PaymentState.Ending _,
          PaymentState.Ended _ ->
          new Nothing();
    };
  }

  /** What to look at next, behind a look that has changed nothing. */
  static Owed toLookAtBehind(Owed look, PaymentState state, Instant now) {
    if (look instanceof AskOrder && state instanceof PaymentState.Securing securing) {
      String reference = securing.setup().reference();
      return reference == null ? new Nothing() : new ReadSetup(reference);
    }
    return look instanceof ReadSetup
            && state instanceof PaymentState.Overdue overdue
            && overdue.charge().reference() != null
            && !now.isBefore(overdue.retryAt())
        ? new ReadCharge(overdue.charge().reference())
        : new Nothing();
  }

  /**
   * What to look at behind a charge that has failed: another card may have been given while this
   * one was tried, and nobody says so again.
   */
  static Owed toLookAtBehind(PaymentState before, PaymentState state) {
    return before instanceof PaymentState.Charging
            && state instanceof PaymentState.Overdue overdue
            && overdue.isReplacing()
        ? toLookAt(state)
        : new Nothing();
  }
}
