package crowdstart.loadtest.seeded;

import java.util.Locale;

/** What is done to a run, beside the workload, so that a bug has its occasion. */
enum Provocation {
  NONE,
  /** Some commits of orders and campaigns fail. */
  FAILED_COMMITS,
  /** Some commits take long, and others overtake them. */
  LATE_COMMITS,
  /** Payments wait before they are stored. */
  SLOW_PAYMENT_JOURNAL,
  /** The provider does what it is asked, does not say so, and forgets the keys it was given. */
  LOST_ANSWERS;

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
