package crowdstart.fulfilment;

/** Why the rules of a batch say no, in their order of precedence. */
public enum BatchRejection {
  /** Nobody has opened it, or it is another campaign's. */
  UNKNOWN_BATCH,
  /** It was opened with another filter. */
  IDEMPOTENCY_KEY_REUSED,
  /** There is no shipment to take. */
  NOTHING_READY,
  /** Its stage does not allow it. */
  WRONG_STAGE
}
