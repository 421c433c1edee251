package crowdstart.loadtest.overload;

import crowdstart.loadtest.measure.Latency;
import crowdstart.loadtest.measure.Result;
import crowdstart.loadtest.measure.Unknown;

/**
 * What came of asking for so much.
 *
 * @param askedRate requests a second that were meant to be sent
 * @param goodput orders a second that were placed
 * @param accepted their latency, from when each was meant to be sent, in milliseconds
 * @param turnedAway how many were told that the node is overloaded
 * @param rejected the latency of those
 * @param lost requests that were not answered, or in another way
 * @param clientCores processors that this program itself has kept busy
 */
public record Step(
    String name,
    double askedRate,
    double goodput,
    Latency accepted,
    long turnedAway,
    Latency rejected,
    long lost,
    double clientCores) {

  static Step of(String name, double askedRate, Result result, double clientCores) {
    long turnedAway = result.unknown().getOrDefault(Unknown.OVERLOADED, 0L);
    return new Step(
        name,
        askedRate,
        result.doneRate(),
        result.latency(),
        turnedAway,
        result.overloadedLatency(),
        result.unknownCount() - turnedAway + result.refusedCount(),
        clientCores);
  }

  @Override
  public String toString() {
    return String.format(
        "%-10s asked %7.0f/s  placed %6.0f/s p50 %7.1f p99 %7.1f ms  turned away %7d p50 %6.1f p99 %6.1f ms"
            + "  lost %d  client %.2f cores",
        name,
        askedRate,
        goodput,
        accepted.p50(),
        accepted.p99(),
        turnedAway,
        rejected.p50(),
        rejected.p99(),
        lost,
        clientCores);
  }
}
