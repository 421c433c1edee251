package crowdstart.loadtest.launch.crowd;

import crowdstart.loadtest.measure.Books;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What this process of the crowd notes in the second at hand. One thread. */
final class Notes {
  private static final int SEEN_MAX = 2_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private final Map<Call, Histogram> latencies = new EnumMap<>(Call.class);
  private final Map<String, Long> errors = new TreeMap<>();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final int[] acknowledged = new int[CrowdSecond.PARTS];
  private final long[] seen = new long[SEEN_MAX];
  private int seenCount;
  private long wanted;
  private long asked;
  private long events;

  // These are true at any time, and do not begin anew with each second.
  int connected;
  int served;
  int watching;
  int unresolved;

  Notes() {
    for (Call call : Call.values()) {
      latencies.put(call, Histograms.empty());
    }
  }

  void wanted() {
    wanted++;
    unresolved++;
  }

  void asked() {
    asked++;
  }

  void answered(Call call, long nanos) {
    histogram(call).recordValue(Math.clamp(nanos / 1_000, 0, Books.LATENCY_MICROS_MAX));
  }

  void error(String kind) {
    errors.merge(kind, 1L, Long::sum);
  }

  void ended(Outcome outcome) {
    outcomes.merge(outcome, 1L, Long::sum);
    unresolved--;
  }

  void acknowledged(long epochNanos) {
    acknowledged[(int) (epochNanos % SECOND / (SECOND / CrowdSecond.PARTS))]++;
  }

  void event() {
    events++;
  }

  /** A watcher saw a total; what is beyond {@link #SEEN_MAX} in a second is not kept. */
  void seen(long epochNanos, long orders) {
    if (seenCount + 2 <= SEEN_MAX) {
      seen[seenCount++] = epochNanos % SECOND / MILLI;
      seen[seenCount++] = orders;
    }
  }

  /** Closes the second and begins the next. */
  CrowdSecond close(int share, long epochSecond) {
    Map<Call, Long> answered = new EnumMap<>(Call.class);
    Map<Call, String> encoded = new EnumMap<>(Call.class);
    for (Map.Entry<Call, Histogram> entry : latencies.entrySet()) {
      Histogram histogram = entry.getValue();
      if (histogram.getTotalCount() > 0) {
        answered.put(entry.getKey(), histogram.getTotalCount());
        encoded.put(entry.getKey(), Histograms.encode(histogram));
        histogram.reset();
      }
    }
    CrowdSecond closed =
        new CrowdSecond(
            share,
            epochSecond,
            connected,
            served,
            watching,
            wanted,
            asked,
            answered,
            encoded,
            Map.copyOf(errors),
            Map.copyOf(outcomes),
            Arrays.stream(acknowledged).boxed().toList(),
            Arrays.stream(seen, 0, seenCount).boxed().toList(),
            events,
            unresolved);
    errors.clear();
    outcomes.clear();
    Arrays.fill(acknowledged, 0);
    seenCount = 0;
    wanted = 0;
    asked = 0;
    events = 0;
    return closed;
  }

  private Histogram histogram(Call call) {
    Histogram histogram = latencies.get(call);
    if (histogram == null) {
      throw new IllegalStateException("no histogram of " + call);
    }
    return histogram;
  }
}
