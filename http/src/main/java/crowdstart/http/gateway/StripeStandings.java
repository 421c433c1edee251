package crowdstart.http.gateway;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.SetupIntent;
import com.stripe.model.StripeError;
import crowdstart.payment.CardRefusal;
import crowdstart.payment.ChargeStanding;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.RefundStanding;
import crowdstart.payment.SetupStanding;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Stripe's objects mean to us, whether they came as an answer or in a webhook. */
final class StripeStandings {
  private StripeStandings() {}

  static SetupStanding setup(SetupIntent setup) {
    SetupStanding.Status status =
        switch (setup.getStatus()) {
          case "succeeded" -> SetupStanding.Status.SUCCEEDED;
          case "canceled" -> SetupStanding.Status.CANCELLED;
          case "processing" -> SetupStanding.Status.PROCESSING;
          case "requires_payment_method", "requires_confirmation", "requires_action" ->
              SetupStanding.Status.OPEN;
          default -> throw new IllegalArgumentException("a setup intent's status is unknown");
        };
    boolean isOpen = status == SetupStanding.Status.OPEN;
    return new SetupStanding(
        setup.getId(),
        Objects.requireNonNull(setup.getCustomer(), "ours all have a customer"),
        status,
        status == SetupStanding.Status.SUCCEEDED ? setup.getPaymentMethod() : null,
        setup.getClientSecret(),
        isOpen ? refusal(setup.getLastSetupError()) : null);
  }

  static ChargeStanding charge(PaymentIntent payment) {
    ChargeStanding.Status status =
        switch (payment.getStatus()) {
          case "succeeded" -> ChargeStanding.Status.SUCCEEDED;
          case "canceled" -> ChargeStanding.Status.CANCELLED;
          case "processing" -> ChargeStanding.Status.PROCESSING;
          case "requires_payment_method", "requires_confirmation", "requires_action" ->
              ChargeStanding.Status.OPEN;
          // requires_capture as well: we never ask for that.
          default -> throw new IllegalArgumentException("a payment intent's status is unknown");
        };
    boolean isPaid = status == ChargeStanding.Status.SUCCEEDED;
    return new ChargeStanding(
        payment.getId(),
        status,
        isPaid ? payment.getAmountReceived() : 0,
        isPaid ? fee(payment.getLatestChargeObject()) : 0,
        payment.getLatestCharge(),
        status == ChargeStanding.Status.OPEN ? refusal(payment) : null,
        payment.getClientSecret());
  }

  /** Known only where the balance transaction stands in the answer; in webhooks it does not. */
  private static long fee(@Nullable Charge charge) {
    return charge == null || charge.getBalanceTransactionObject() == null
        ? 0
        : charge.getBalanceTransactionObject().getFee();
  }

  private static @Nullable CardRefusal refusal(PaymentIntent payment) {
    return "requires_action".equals(payment.getStatus())
        ? CardRefusal.AUTHENTICATION_NEEDED
        : refusal(payment.getLastPaymentError());
  }

  static @Nullable CardRefusal refusal(@Nullable StripeError error) {
    if (error == null) {
      return null;
    }
    // The decline code says more than the code, where there is one.
    CardRefusal byDecline = refusal(error.getDeclineCode());
    return byDecline == CardRefusal.OTHER ? refusal(error.getCode()) : byDecline;
  }

  private static CardRefusal refusal(@Nullable String code) {
    return switch (code) {
      case "insufficient_funds" -> CardRefusal.INSUFFICIENT_FUNDS;
      case "expired_card" -> CardRefusal.EXPIRED_CARD;
      case "authentication_required",
          "authentication_not_handled",
          "payment_intent_authentication_failure",
          "setup_intent_authentication_failure" ->
          CardRefusal.AUTHENTICATION_NEEDED;
      case "card_declined", "generic_decline", "do_not_honor" -> CardRefusal.DECLINED;
      case null, default -> CardRefusal.OTHER;
    };
  }

  /**
   * @param id ours
   */
  static RefundStanding refund(Refund refund, String id) {
    RefundStanding.Status status =
        switch (refund.getStatus()) {
          case "succeeded" -> RefundStanding.Status.SUCCEEDED;
          case "failed", "canceled" -> RefundStanding.Status.FAILED;
          case "pending", "requires_action" -> RefundStanding.Status.PENDING;
          default -> throw new IllegalArgumentException("a refund's status is unknown");
        };
    return new RefundStanding(refund.getId(), id, refund.getAmount(), status);
  }

  static DisputeStanding dispute(Dispute dispute) {
    DisputeStanding.Status status =
        switch (dispute.getStatus()) {
          case "warning_needs_response", "warning_under_review" -> DisputeStanding.Status.INQUIRY;
          case "needs_response" -> DisputeStanding.Status.OPEN;
          case "under_review" -> DisputeStanding.Status.REVIEW;
          case "won" -> DisputeStanding.Status.WON;
          case "lost" -> DisputeStanding.Status.LOST;
          case "warning_closed", "prevented" -> DisputeStanding.Status.CLOSED;
          default -> throw new IllegalArgumentException("a dispute's status is unknown");
        };
    long taken = 0;
    long fee = 0;
    for (BalanceTransaction move :
        Objects.requireNonNullElse(
            dispute.getBalanceTransactions(), List.<BalanceTransaction>of())) {
      taken -= move.getAmount();
      fee += move.getFee();
    }
    return new DisputeStanding(
        dispute.getId(),
        status,
        dispute.getAmount(),
        taken,
        fee,
        Objects.requireNonNullElse(dispute.getReason(), "general"));
  }
}
