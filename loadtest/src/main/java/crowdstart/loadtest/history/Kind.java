package crowdstart.loadtest.history;

/** What a client may ask. The subject of each is an order, unless it says otherwise. */
public enum Kind {
  /** No subject; the key is the title, which no other campaign has. */
  CREATE_CAMPAIGN(true),
  /** Of a campaign. */
  LAUNCH_CAMPAIGN(true),
  /** Of a campaign. */
  CANCEL_CAMPAIGN(true),
  /** Of a campaign. */
  READ_CAMPAIGN(false),
  /** Of a campaign. */
  READ_STATS(false),
  /** One event of the stream of a campaign; the key is the event's id. */
  WATCH_STATS(false),
  /** Of a campaign; the key is the idempotency key. */
  PLACE_ORDER(true),
  READ_ORDER(false),
  CANCEL_ORDER(true),
  OPEN_PAYMENT(true),
  READ_PAYMENT(false),
  /** Asked of the payment sandbox, as a browser does; the key is the reference there. */
  SECURE_CARD(true),
  /** Asked of the payment sandbox, as a browser does; the key is the reference there. */
  AUTHENTICATE(true),
  /** The key is the idempotency key. */
  REFUND_ORDER(true),
  /** No request: from here on everything has come to rest. */
  SETTLED(false);

  private final boolean isChange;

  Kind(boolean isChange) {
    this.isChange = isChange;
  }

  /** Whether it may change something, so that an unknown outcome has to be resolved. */
  public boolean isChange() {
    return isChange;
  }
}
