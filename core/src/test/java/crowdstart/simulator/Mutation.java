package crowdstart.simulator;

/** A bug to be found: what the simulator's adapters do wrong when told to. */
enum Mutation {
  NONE,
  /** An order is acknowledged while its event is still on its way to the journal. */
  REPLY_BEFORE_PERSIST,
  /** A gate answers a confirmation from its draft, before the commit. */
  CONFIRM_BEFORE_COMMIT,
  /** A gate keeps in memory what it has decided, also when the commit fails. */
  SOLD_OUT_FROM_DRAFT,
  /** Nobody returns the stock of an order whose node went down between its end and the release. */
  HOLD_LEAKED_ON_CRASH,
  /** An order expires by its own clock, although its campaign has confirmed it. */
  EXPIRY_BY_OWN_CLOCK,
  /** A notice that a hold is gone is held against the order's own clock. So it was, once. */
  NOTICE_BY_OWN_CLOCK,
  /** A repeated request is answered whatever it asks for. */
  KEY_WITHOUT_CONTENT,
  /** Every attempt of a request is an order of its own. */
  KEY_FOR_EACH_ATTEMPT,
  /** A charge is made and confirmed in one go, before its id is stored. */
  CHARGE_WITHOUT_EVENT,
  /** A charge is confirmed before the event that says so is stored. */
  CHARGE_BEFORE_EVENT,
  /** A refund is sent again after a crash, under another key. */
  REFUND_NOT_IDEMPOTENT,
  /** News that a refund has failed is passed over: it was called done before. */
  FAILED_REFUND_IGNORED,
  /** A consumer goes on behind a notice that nobody answered. */
  NOTICE_SKIPPED,
  /** The journal takes a late write of an entity that has moved. */
  WRITE_NOT_FENCED
}
