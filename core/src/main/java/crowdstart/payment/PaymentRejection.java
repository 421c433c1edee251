package crowdstart.payment;

/** Why the rules of a payment say no, in their order of precedence. */
public enum PaymentRejection {
  /** Nobody has opened it. */
  UNKNOWN_PAYMENT,
  /** It was opened for something else. */
  OTHER_TERMS,
  /** The refund's id stands for another amount. */
  REFUND_ID_REUSED,
  /** Its stage does not allow it. */
  WRONG_STAGE,
  /** More than is left of what was captured (M3). */
  MORE_THAN_CAPTURED,
  /** It has as many refunds as one payment may have. */
  TOO_MANY_REFUNDS
}
