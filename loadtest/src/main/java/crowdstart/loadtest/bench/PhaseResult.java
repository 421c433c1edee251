package crowdstart.loadtest.bench;

import crowdstart.loadtest.payment.ConfirmationResult;

/**
 * One series of confirmations.
 *
 * @param ordersPerSecond orders placed meanwhile by somebody else
 * @param used processor seconds meanwhile
 */
record PhaseResult(
    Phase phase, int round, ConfirmationResult result, double ordersPerSecond, Meter.Reading used) {

  /** The same, with what was ordered meanwhile. */
  PhaseResult beside(double rate) {
    return new PhaseResult(phase, round, result, rate, used);
  }

  /** In milliseconds. */
  double p50() {
    return result.confirmed().p50();
  }

  /** In milliseconds. */
  double p99() {
    return result.confirmed().p99();
  }

  /** Cores that processes outside the comparison kept busy meanwhile. */
  double otherCores() {
    return used.elapsed() == 0 ? 0 : Math.max(0, used.others() / used.elapsed());
  }
}
