package crowdstart.loadtest.bench;

import crowdstart.loadtest.measure.Result;
import java.util.List;

/**
 * One run of one side.
 *
 * @param used processor seconds in the measured time
 * @param wrong what a look at the orders afterwards found wrong
 */
record Measurement(
    String profile, int round, String side, Result result, Meter.Reading used, List<String> wrong) {

  double rate() {
    return result.doneRate();
  }

  /** Processor milliseconds per order, which is seconds per thousand. */
  double perOrder(double seconds) {
    double orders = result.doneRate() * used.elapsed();
    return orders == 0 ? 0 : seconds * 1_000 / orders;
  }

  /** Cores that processes outside the comparison kept busy meanwhile. */
  double otherCores() {
    return Math.max(0, used.others() / used.elapsed());
  }
}
