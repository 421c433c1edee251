package crowdstart.loadtest.fault;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a fault run is to do.
 *
 * @param seconds how long faults go on
 * @param given a schedule to go through in place of the seed's
 * @param kinds the only ones; all where it is empty
 * @param directory for data, logs and the history
 */
public record FaultPlan(
    long seed,
    double seconds,
    Optional<FaultSchedule> given,
    List<FaultKind> kinds,
    Path directory) {
  public FaultPlan {
    kinds = List.copyOf(kinds);
  }

  /**
   * Reads what people write.
   *
   * @param schedule lines of a schedule; none for the seed's
   * @param kinds labels of faults; none for all
   * @throws IllegalArgumentException saying what is wrong
   */
  public static FaultPlan of(
      long seed, double seconds, List<String> schedule, List<String> kinds, Path directory) {
    return new FaultPlan(
        seed,
        seconds,
        schedule.isEmpty() ? Optional.empty() : Optional.of(FaultSchedule.parse(schedule)),
        kinds.stream().map(FaultKind::labelled).toList(),
        directory);
  }

  /** What will happen, where these faults can be had. */
  FaultSchedule schedule(List<FaultKind> possible) {
    return given.orElseGet(() ->
        FaultSchedule.of(
            seed,
            seconds,
            possible.stream().filter(kind -> kinds.isEmpty() || kinds.contains(kind)).toList()));
  }
}
