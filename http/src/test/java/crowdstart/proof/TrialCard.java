package crowdstart.proof;

/** Every card that the sandbox knows, and what it has to come to. */
enum TrialCard {
  VISA("pm_card_visa", Fate.PAYS),
  DECLINED("pm_card_chargeDeclined", Fate.REFUSED),
  INSUFFICIENT_FUNDS("pm_card_chargeDeclinedInsufficientFunds", Fate.REFUSED),
  EXPIRED("pm_card_chargeDeclinedExpiredCard", Fate.REFUSED),
  DECLINED_AT_CHARGE("pm_card_chargeCustomerFail", Fate.FAILS),
  INSUFFICIENT_FUNDS_AT_CHARGE("pm_card_insufficientFundsAtCharge", Fate.FAILS),
  EXPIRES_BEFORE_CHARGE("pm_card_expiresBeforeCharge", Fate.FAILS),
  AUTHENTICATION_REQUIRED("pm_card_authenticationRequired", Fate.FAILS),
  FAILS_TWICE("pm_card_failsTwice", Fate.PAYS);

  final String method;
  final Fate fate;

  TrialCard(String method, Fate fate) {
    this.method = method;
    this.fate = fate;
  }

  /** What becomes of it, if nobody does anything about it. */
  enum Fate {
    /** Charged in the end. */
    PAYS,
    /** Never secured. */
    REFUSED,
    /** Secured, and never charged. */
    FAILS
  }
}
