package crowdstart.simulator;

/** An invariant that did not hold. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1;

  /**
   * @param invariant its id
   */
  Violation(String invariant, String what) {
    super(invariant + ": " + what);
  }

  static void unless(boolean holds, String invariant, String what) {
    if (!holds) {
      throw new Violation(invariant, what);
    }
  }
}
