package crowdstart.loadtest.bench;

import crowdstart.loadtest.watch.WatchRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that a benchmark found, as it goes along. */
final class Findings {
  private final List<Measurement> measurements = new ArrayList<>();
  private final Map<String, List<Double>> readyAfterSeconds = new LinkedHashMap<>();
  private Optional<WatchRun.Outcome> watched = Optional.empty();
  private Optional<Independence> independence = Optional.empty();

  Measurement add(Measurement measurement) {
    measurements.add(measurement);
    return measurement;
  }

  void watched(WatchRun.Outcome outcome) {
    watched = Optional.of(outcome);
  }

  void independence(Independence found) {
    independence = Optional.of(found);
  }

  Optional<Independence> independence() {
    return independence;
  }

  /** These nodes, started at once, were all ready after this long. */
  void ready(String which, double seconds) {
    readyAfterSeconds.computeIfAbsent(which, _ -> new ArrayList<>()).add(seconds);
  }

  List<Measurement> of(String profile) {
    return measurements.stream().filter(m -> m.profile().equals(profile)).toList();
  }

  List<Measurement> of(String profile, String side) {
    return of(profile).stream().filter(m -> m.side().equals(side)).toList();
  }

  List<Measurement> all() {
    return List.copyOf(measurements);
  }

  Optional<WatchRun.Outcome> watched() {
    return watched;
  }

  Map<String, List<Double>> readyAfterSeconds() {
    return Collections.unmodifiableMap(readyAfterSeconds);
  }

  double medianRate(String profile, String side) {
    return median(of(profile, side).stream().map(Measurement::rate).toList());
  }

  static double median(List<Double> values) {
    if (values.isEmpty()) {
      return 0;
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
