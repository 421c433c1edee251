package crowdstart.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a payment. Stored for ever: see the stored forms in the journal package. */
public sealed interface PaymentEvent {
  Instant at();

  /** A backer is about to give a card; setup 1 is about to be made at the provider. */
  record Opened(Terms terms, Instant at) implements PaymentEvent {}

  /** Another setup is about to be made at the provider. */
  record SetupTried(int setup, Instant at) implements PaymentEvent {}

  /**
   * The provider has the setup.
   *
   * @param setup its number, from 1
   * @param reference the provider's id of it
   * @param customer the provider's
   */
  record SetupMade(int setup, String reference, String customer, Instant at)
      implements PaymentEvent {}

  /** A card was not secured; another may be tried. */
  record CardRefused(CardRefusal refusal, Instant at) implements PaymentEvent {}

  record CardSecured(int setup, Card card, Instant at) implements PaymentEvent {}

  /** The order stands confirmed: its stock is sold. */
  record OrderConfirmed(Instant at) implements PaymentEvent {}

  /**
   * The card is about to be charged.
   *
   * @param attempt from 1
   */
  record ChargeTried(int attempt, Instant at) implements PaymentEvent {}

  /** The provider has the charge; no money has moved. */
  record ChargeMade(String charge, Instant at) implements PaymentEvent {}

  /**
   * The card, or the provider, refused.
   *
   * @param lastTry see {@link ChargeStanding}
   * @param retryAt when the next attempt is due
   */
  record ChargeFailed(
      int attempt, CardRefusal refusal, @Nullable String lastTry, Instant retryAt, Instant at)
      implements PaymentEvent {}

  /**
   * The money is ours to pass on.
   *
   * @param amount in minor units
   * @param fee what the provider keeps of it, in minor units
   */
  record Captured(String charge, long amount, long fee, Instant at) implements PaymentEvent {}

  /**
   * A refund is about to be made at the provider.
   *
   * @param refund our id of it, unique within the payment
   * @param amount in minor units
   * @param because what ended the order; null when a person asked for it
   */
  record RefundTried(String refund, long amount, @Nullable EndReason because, Instant at)
      implements PaymentEvent {}

  record Refunded(String refund, String reference, long amount, Instant at)
      implements PaymentEvent {}

  /** The provider will not do it; the money is still here. */
  record RefundRefused(String refund, String code, Instant at) implements PaymentEvent {}

  /**
   * A refund has not arrived, and its money is here again. Banks say so days after the provider has
   * called it done.
   *
   * @param returned what stood as refunded until now, in minor units; 0 when it was never done
   * @param because what ended the order; null while it stands, and a person may ask again
   */
  record RefundFailed(String refund, long returned, @Nullable EndReason because, Instant at)
      implements PaymentEvent {}

  /** All of the money has to go back, and was tried to be given often enough: a person has to. */
  record RefundGivenUp(Instant at) implements PaymentEvent {}

  /**
   * A dispute was opened, or stands otherwise than before.
   *
   * @param standing how it stands now
   * @param taken since the event before; below zero when it was returned
   * @param fee since the event before; below zero when it was returned
   */
  record Disputed(DisputeStanding standing, long taken, long fee, Instant at)
      implements PaymentEvent {}

  /** Nothing is to be charged any more, unless that has happened already. */
  record EndBegun(EndReason why, Instant at) implements PaymentEvent {}

  /** The provider holds nothing that could still be captured. */
  record Ended(EndReason why, Instant at) implements PaymentEvent {}

  /** The order has taken note of the end. */
  record OrderTold(Instant at) implements PaymentEvent {}
}
