package crowdstart.loadtest.overload;

/**
 * A promise, and what was measured.
 *
 * @param holds whether {@code measured} is on the right side of {@code bound}
 */
public record Verdict(String promise, double measured, double bound, boolean holds) {
  static Verdict atMost(String promise, double measured, double bound) {
    return new Verdict(promise, measured, bound, measured <= bound);
  }

  static Verdict atLeast(String promise, double measured, double bound) {
    return new Verdict(promise, measured, bound, measured >= bound);
  }

  @Override
  public String toString() {
    return String.format(
        "%-4s %s: %.2f, promised %.2f", holds ? "ok" : "NOT", promise, measured, bound);
  }
}
