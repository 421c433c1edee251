package crowdstart.payment;

import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.util.Currency;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The provider that secures cards and moves money.
 *
 * <p>Nothing here relies on the provider's memory for idempotency keys. What moves money once is
 * the shape of the calls: an order has one charge at the provider, made without moving anything
 * ({@link #createCharge}) and then confirmed, and the provider captures a charge at most once
 * however often it is confirmed. The keys are sent all the same.
 *
 * <p>Every call may be repeated, answers within {@link GatewayAnswer}'s three outcomes, never fails
 * its stage, and never blocks the caller. Ids of orders travel as metadata; personal data does not
 * travel at all.
 */
public interface PaymentGateway {
  /** Its name in the path of its webhooks: {@code stripe} or {@code sandbox}. */
  String provider();

  /**
   * Makes the setup through which the backer's browser secures a card. A repeat finds the same one,
   * or makes another that does no harm.
   *
   * @param attempt from 1; the second is for another card
   * @param customer that the card will belong to: whose the cards before were, since a charge is
   *     bound to its customer for ever; null to make one
   */
  CompletionStage<GatewayAnswer<SetupStanding>> createSetup(
      OrderId order, int attempt, @Nullable String customer);

  CompletionStage<GatewayAnswer<SetupStanding>> readSetup(String setup);

  /** Done with a standing that may also be succeeded, when the backer was faster. */
  CompletionStage<GatewayAnswer<SetupStanding>> cancelSetup(String setup);

  /** Makes a charge that is not confirmed: no money moves. */
  CompletionStage<GatewayAnswer<ChargeStanding>> createCharge(ChargeRequest request);

  /**
   * Charges the card, without the backer. A card that refuses is an answer: done, with a standing
   * that is open and says why. A charge that had succeeded before is done as well.
   *
   * @param attempt from 1; with the order, the provider's idempotency key
   */
  CompletionStage<GatewayAnswer<ChargeStanding>> confirmCharge(
      OrderId order, String charge, Card card, int attempt);

  CompletionStage<GatewayAnswer<ChargeStanding>> readCharge(String charge);

  /**
   * Ends a charge for good. Done with a standing that is cancelled, or succeeded, when that came
   * first: the provider decides between the two, once.
   */
  CompletionStage<GatewayAnswer<ChargeStanding>> cancelCharge(String charge);

  /** Gives money back; refused when it is more than is left of what was captured (M3). */
  CompletionStage<GatewayAnswer<RefundStanding>> refund(
      OrderId order, String charge, String refund, long amount);

  /** The refund of this id of ours, if the provider has it. */
  CompletionStage<GatewayAnswer<Optional<RefundStanding>>> findRefund(String charge, String refund);

  CompletionStage<GatewayAnswer<DisputeStanding>> readDispute(String dispute);

  /**
   * A charge to make.
   *
   * @param amount in minor units, 1 or more
   */
  record ChargeRequest(
      OrderId order, CampaignId campaign, long amount, Currency currency, Card card) {}
}
