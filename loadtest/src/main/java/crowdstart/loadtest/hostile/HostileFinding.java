package crowdstart.loadtest.hostile;

/**
 * What came of one kind of hostile client.
 *
 * @param opened connections made
 * @param refused connections that could not be made
 * @param ended connections that the node ended
 * @param longestSeconds that one of them was held, also if it still stood at the end
 * @param allowedSeconds that one may be held
 */
public record HostileFinding(
    String kind,
    String deed,
    long opened,
    long refused,
    long ended,
    double longestSeconds,
    double allowedSeconds) {
  private static final double MILLIS_PER_SECOND = 1e3;

  static HostileFinding of(HostileKind kind, HeldTimes.Line line) {
    return new HostileFinding(
        kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        kind.deed(),
        line.opened(),
        line.refused(),
        line.ended(),
        line.longest().toMillis() / MILLIS_PER_SECOND,
        kind.heldMax().toMillis() / MILLIS_PER_SECOND);
  }

  /** Whether the node let none of them hold a connection for longer than it may, and there were. */
  public boolean holds() {
    return ended > 0 && longestSeconds <= allowedSeconds;
  }

  @Override
  public String toString() {
    return String.format(
        "%-4s %-16s opened %6d  ended %6d  held at most %5.1f s of %2.0f s  (%s)",
        holds() ? "ok" : "NOT", kind, opened, ended, longestSeconds, allowedSeconds, deed);
  }
}
