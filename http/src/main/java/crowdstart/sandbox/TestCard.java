package crowdstart.sandbox;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cards that a browser can give, by the {@code payment_method} that stands for them.
 *
 * <table>
 * <caption>What each does</caption>
 * <tr><th>payment_method<th>when it is secured<th>when it is charged without the backer
 * <tr><td>pm_card_visa<td>succeeds<td>succeeds
 * <tr><td>pm_card_chargeDeclined<td>declined<td>
 * <tr><td>pm_card_chargeDeclinedInsufficientFunds<td>insufficient funds<td>
 * <tr><td>pm_card_chargeDeclinedExpiredCard<td>expired<td>
 * <tr><td>pm_card_chargeCustomerFail<td>succeeds<td>declined
 * <tr><td>pm_card_insufficientFundsAtCharge<td>succeeds<td>insufficient funds
 * <tr><td>pm_card_expiresBeforeCharge<td>succeeds<td>expired
 * <tr><td>pm_card_authenticationRequired<td>succeeds<td>authentication required; with the backer
 *     there, it succeeds
 * <tr><td>pm_card_failsTwice<td>succeeds<td>declined twice, then succeeds
 * <tr><td>pm_card_refundFail<td>succeeds<td>succeeds; refunds are called done, and fail
 * <tr><td>pm_card_refundFailsOnce<td>succeeds<td>succeeds; its first refund does that
 * <tr><td>pm_card_createDispute<td>succeeds<td>succeeds; then its bank disputes all of it
 * <tr><td>pm_card_createDisputeInquiry<td>succeeds<td>succeeds; then its bank asks about it
 * </table>
 *
 * <p>The names are Stripe's, except for {@code pm_card_insufficientFundsAtCharge}, {@code
 * pm_card_expiresBeforeCharge}, {@code pm_card_failsTwice} and {@code pm_card_refundFailsOnce}.
 * Stripe writes some with {@code pm_card_visa_} in front; that is understood too.
 */
enum TestCard {
  VISA("visa", null, null),
  DECLINED("chargeDeclined", Decline.GENERIC, null),
  INSUFFICIENT_FUNDS("chargeDeclinedInsufficientFunds", Decline.INSUFFICIENT_FUNDS, null),
  EXPIRED("chargeDeclinedExpiredCard", Decline.EXPIRED, null),
  DECLINED_AT_CHARGE("chargeCustomerFail", null, Decline.GENERIC),
  INSUFFICIENT_FUNDS_AT_CHARGE("insufficientFundsAtCharge", null, Decline.INSUFFICIENT_FUNDS),
  EXPIRES_BEFORE_CHARGE("expiresBeforeCharge", null, Decline.EXPIRED),
  AUTHENTICATION_REQUIRED("authenticationRequired", null, Decline.AUTHENTICATION_REQUIRED),
  FAILS_TWICE("failsTwice", null, Decline.GENERIC),
  REFUND_FAILS("refundFail", null, null),
  REFUND_FAILS_ONCE("refundFailsOnce", null, null),
  DISPUTED("createDispute", null, null),
  INQUIRED("createDisputeInquiry", null, null);

  private static final String PREFIX = "pm_card_";
  private static final int FAILURES_OF_FAILS_TWICE = 2;

  private final String methodName;
  private final @Nullable Decline whenSecured;
  private final @Nullable Decline whenCharged;

  TestCard(String name, @Nullable Decline whenSecured, @Nullable Decline whenCharged) {
    this.methodName = PREFIX + name;
    this.whenSecured = whenSecured;
    this.whenCharged = whenCharged;
  }

  /** Why a card says no, in Stripe's words. */
  enum Decline {
    GENERIC("card_declined", "generic_decline", "Your card was declined."),
    INSUFFICIENT_FUNDS("card_declined", "insufficient_funds", "Your card has insufficient funds."),
    EXPIRED("expired_card", "expired_card", "Your card has expired."),
    AUTHENTICATION_REQUIRED(
        "authentication_required",
        "authentication_required",
        "Your card was declined. This transaction requires authentication.");

    final String code;
    final String declineCode;
    final String message;

    Decline(String code, String declineCode, String message) {
      this.code = code;
      this.declineCode = declineCode;
      this.message = message;
    }
  }

  static Optional<TestCard> named(String paymentMethod) {
    String name = paymentMethod.replace("pm_card_visa_", PREFIX);
    return Arrays.stream(values()).filter(card -> card.methodName.equals(name)).findFirst();
  }

  Optional<Decline> whenSecured() {
    return Optional.ofNullable(whenSecured);
  }

  /**
   * @param charges how often it has been charged before
   */
  Optional<Decline> whenCharged(boolean isOffSession, int charges) {
    boolean isCharged =
        switch (this) {
          case AUTHENTICATION_REQUIRED -> !isOffSession;
          case FAILS_TWICE -> charges >= FAILURES_OF_FAILS_TWICE;
          case VISA,
              DECLINED,
              INSUFFICIENT_FUNDS,
              EXPIRED,
              DECLINED_AT_CHARGE,
              INSUFFICIENT_FUNDS_AT_CHARGE,
              EXPIRES_BEFORE_CHARGE,
              REFUND_FAILS,
              REFUND_FAILS_ONCE,
              DISPUTED,
              INQUIRED ->
              whenCharged == null;
        };
    return isCharged ? Optional.empty() : Optional.ofNullable(whenCharged);
  }

  /**
   * Whether a refund comes back, days after it was called done.
   *
   * @param refunds how many were made before
   */
  boolean sendsBack(int refunds) {
    return this == REFUND_FAILS || (this == REFUND_FAILS_ONCE && refunds == 0);
  }
}
