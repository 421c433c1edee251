package crowdstart.payment;

import crowdstart.order.OrderStage;
import java.time.Instant;

/** What the rules of a payment decide on. */
public sealed interface PaymentCommand {
  Instant now();

  /**
   * A backer wants to give a card.
   *
   * @param isNewCard while the payment is overdue: another card, and not the old one once more
   */
  record Open(Terms terms, boolean isNewCard, Instant now) implements PaymentCommand {}

  /** The provider says how something stands. */
  record Hear(ProviderNews news, Instant now) implements PaymentCommand {}

  /** The provider's answer to a confirmation: if the charge is open, the card has refused. */
  record HearConfirmation(ChargeStanding standing, Instant now) implements PaymentCommand {}

  /** The provider refuses to make or to confirm the charge. */
  record HearChargeRefused(String code, Instant now) implements PaymentCommand {}

  /** The provider refuses to make the refund. */
  record HearRefundRefused(String refund, String code, Instant now) implements PaymentCommand {}

  /** The order says how it stands. */
  record HearOrder(OrderStage stage, Instant now) implements PaymentCommand {}

  /** The order has taken note that this payment ended. */
  record HearOrderTold(Instant now) implements PaymentCommand {}

  /** The campaign was funded: charge now. */
  record Collect(Instant now) implements PaymentCommand {}

  /** The campaign ended without being funded: give everything back. */
  record End(EndReason why, Instant now) implements PaymentCommand {}

  /**
   * Somebody wants money given back.
   *
   * @param refund unique within the payment; repeats of it are the same refund
   * @param amount in minor units
   */
  record GiveBack(String refund, long amount, Instant now) implements PaymentCommand {}

  /** Time has passed. */
  record Wake(Instant now) implements PaymentCommand {}
}
