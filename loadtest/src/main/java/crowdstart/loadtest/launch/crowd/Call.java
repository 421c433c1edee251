package crowdstart.loadtest.launch.crowd;

/** What a backer asks a node for. */
public enum Call {
  /** The campaign's page, again and again, while waiting. */
  BROWSE,
  /** The campaign's page, on the way to an order. */
  READ,
  ORDER,
  /** The same order once more, by an impatient finger. */
  REPEAT,
  /** Opens the payment. */
  PAYMENT,
  /** Whether the order is confirmed. */
  LOOK,
  /** The stream of totals begins. */
  STREAM
}
