package crowdstart.loadtest.measure;

import java.util.List;
import java.util.Map;

/**
 * What a run measured.
 *
 * @param done requests that were answered with success
 * @param replayed how many of those were marked as a repeat's first answer
 * @param refused refusals by problem type
 * @param unknown requests whose fate the client does not know, by reason
 * @param doneRate successes a second within the measured time
 * @param latency of what was done or never answered, from the intended start
 * @param refusedLatency of refusals
 * @param seconds one entry for each second of the run, warm-up included, by intended start
 * @param overloadedLatency of those that were told to come back
 */
public record Result(
    long done,
    long replayed,
    Map<String, Long> refused,
    Map<Unknown, Long> unknown,
    double doneRate,
    Latency latency,
    Latency refusedLatency,
    List<Second> seconds,
    Latency overloadedLatency) {

  /** One second of the run: what became of the requests that were meant to start in it. */
  public record Second(long done, long refused, long unknown, Latency latency) {}

  public long unknownCount() {
    return unknown.values().stream().mapToLong(Long::longValue).sum();
  }

  public long refusedCount() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }
}
