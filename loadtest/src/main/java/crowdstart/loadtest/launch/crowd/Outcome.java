package crowdstart.loadtest.launch.crowd;

/** How a backer's wish to order ended. */
public enum Outcome {
  /** Ordered, paid, and told that the order is confirmed. */
  CONFIRMED,
  /** Ordered, and never meant to pay. */
  LEFT_TO_LAPSE,
  /** Ordered and paid, and not told in time that it is confirmed. */
  UNCONFIRMED,
  /** Wanted to pay, and the hold had run out. */
  TOO_LATE,
  /** Read the page and went away. */
  CHANGED_MIND,
  /** The reward was sold out, and nothing else would do. */
  SOLD_OUT,
  /** Gave up after so many tries, and does not know. */
  NEVER_ANSWERED,
  /** Was refused something that should not be refused. */
  REFUSED
}
