package crowdstart.loadtest.check;

/** Checks one promise. */
interface Checker {
  /** One word, by which a seeded bug names who catches it. */
  String name();

  /** What holds, in one line, with the ids of the invariants. */
  String promise();

  void check(Evidence evidence, Findings findings);
}
