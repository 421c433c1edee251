package crowdstart.loadtest.hostile;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** For how long each kind held its connections. Owned by one thread. */
final class HeldTimes {
  /**
   * @param opened connections made
   * @param refused connections that were not
   * @param ended connections that the other side ended
   * @param longest of all, those that still stood at the end included
   */
  record Line(long opened, long refused, long ended, Duration longest) {
    private static final Line NONE = new Line(0, 0, 0, Duration.ZERO);

    private Line plus(long opened, long refused, long ended, Duration held) {
      return new Line(
          this.opened + opened,
          this.refused + refused,
          this.ended + ended,
          held.compareTo(longest) > 0 ? held : longest);
    }
  }

  private final Map<HostileKind, Line> lines = new EnumMap<>(HostileKind.class);

  void opened(HostileKind kind) {
    lines.merge(kind, Line.NONE.plus(1, 0, 0, Duration.ZERO), HeldTimes::sum);
  }

  void refused(HostileKind kind) {
    lines.merge(kind, Line.NONE.plus(0, 1, 0, Duration.ZERO), HeldTimes::sum);
  }

  void ended(HostileKind kind, Duration held) {
    lines.merge(kind, Line.NONE.plus(0, 0, 1, held), HeldTimes::sum);
  }

  /** It still holds the connection. */
  void standing(HostileKind kind, Duration held) {
    lines.merge(kind, Line.NONE.plus(0, 0, 0, held), HeldTimes::sum);
  }

  Map<HostileKind, Line> lines() {
    return new EnumMap<>(lines);
  }

  private static Line sum(Line one, Line other) {
    return one.plus(other.opened(), other.refused(), other.ended(), other.longest());
  }
}
