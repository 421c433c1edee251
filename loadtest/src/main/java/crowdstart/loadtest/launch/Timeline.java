package crowdstart.loadtest.launch;

import crowdstart.loadtest.launch.crowd.Call;
import crowdstart.loadtest.launch.crowd.CrowdSecond;
import crowdstart.loadtest.launch.crowd.Histograms;
import crowdstart.loadtest.launch.crowd.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What all processes of the crowd told, put together by the second. Safe for use by threads. */
final class Timeline {
  /** One second of the whole crowd. */
  static final class Moment {
    int shares;
    int connected;
    int served;
    int watching;
    int unresolved;
    long wanted;
    long asked;
    long events;
    final Map<Call, Long> answered = new EnumMap<>(Call.class);
    final Map<Call, Histogram> latencies = new EnumMap<>(Call.class);
    final Map<String, Long> errors = new TreeMap<>();
    final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    final int[] acknowledged = new int[CrowdSecond.PARTS];
    final List<List<Long>> seen = new ArrayList<>();

    private void add(CrowdSecond told) {
      shares++;
      connected += told.connected();
      served += told.served();
      watching += told.watching();
      unresolved += told.unresolved();
      wanted += told.wanted();
      asked += told.asked();
      events += told.events();
      told.answered().forEach((call, count) -> answered.merge(call, count, Long::sum));
      told.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum));
      told.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
      for (Map.Entry<Call, String> encoded : told.latencies().entrySet()) {
        latencies
            .computeIfAbsent(encoded.getKey(), _ -> Histograms.empty())
            .add(Histograms.decode(encoded.getValue()));
      }
      for (int part = 0; part < acknowledged.length; part++) {
        acknowledged[part] += told.acknowledged().get(part);
      }
      seen.add(told.seen());
    }

    long answers() {
      return answered.values().stream().mapToLong(Long::longValue).sum();
    }

    long orders() {
      long orders = 0;
      for (int count : acknowledged) {
        orders += count;
      }
      return orders;
    }

    /** Of all calls together. */
    Histogram latency() {
      Histogram all = Histograms.empty();
      latencies.values().forEach(all::add);
      return all;
    }
  }

  private final int shares;
  private final TreeMap<Long, Moment> moments = new TreeMap<>();

  Timeline(int shares) {
    this.shares = shares;
  }

  synchronized void add(CrowdSecond told) {
    moments.computeIfAbsent(told.epochSecond(), _ -> new Moment()).add(told);
  }

  /** The newest second that all processes have told of, or null before there is one. */
  synchronized @Nullable Long newestWhole() {
    for (Map.Entry<Long, Moment> entry : moments.descendingMap().entrySet()) {
      if (entry.getValue().shares == shares) {
        return entry.getKey();
      }
    }
    return null;
  }

  synchronized @Nullable Moment at(long epochSecond) {
    return moments.get(epochSecond);
  }

  /** Every second from the first that is whole to the last, by time since 1970. */
  synchronized NavigableMap<Long, Moment> whole() {
    TreeMap<Long, Moment> whole = new TreeMap<>(moments);
    whole.values().removeIf(moment -> moment.shares < shares);
    return whole;
  }
}
