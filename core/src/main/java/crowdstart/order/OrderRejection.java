package crowdstart.order;

/** Why the rules of an order say no, in their order of precedence. */
public enum OrderRejection {
  /** Nobody has placed it. */
  UNKNOWN_ORDER,
  /** It was placed by a request with other content. */
  IDEMPOTENCY_KEY_REUSED,
  /** Its stage does not allow it. */
  WRONG_STAGE,
  /** Its address is final, and another one. */
  ADDRESS_LOCKED,
  /** There is no address to lock. */
  NO_ADDRESS
}
