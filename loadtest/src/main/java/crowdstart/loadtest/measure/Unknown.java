package crowdstart.loadtest.measure;

/** Why nobody can say what became of a request. */
public enum Unknown {
  /** The server answered 503: it may be sent again with the same key. */
  OVERLOADED,
  /** Any other 5xx. */
  SERVER_ERROR,
  /** No answer within the time limit. */
  TIMEOUT,
  /** The connection broke, or was refused, while the request waited. */
  CONNECTION_ERROR,
  /** The answer was not HTTP, or not the contract's. */
  BAD_RESPONSE
}
