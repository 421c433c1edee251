package crowdstart.hook;

import java.time.Instant;

/** What an attempt came to, for its delivery. */
public sealed interface Settlement {

  /** The receiver has it. */
  record Delivered() implements Settlement {}

  /** It is to be tried again. */
  record Again(Instant at) implements Settlement {}

  /** It failed for its whole schedule. */
  record Exhausted() implements Settlement {}

  /** The receiver wants no more, of this or anything. */
  record Gone() implements Settlement {}
}
