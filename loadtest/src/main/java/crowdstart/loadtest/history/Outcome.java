package crowdstart.loadtest.history;

/** How an operation ended, as far as its client knows. */
public enum Outcome {
  DONE,
  REFUSED,
  /** No answer, or one that says that nobody knows: it may have been done, or be done later. */
  UNKNOWN
}
