package crowdstart.loadtest.bench;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * What to measure and how long.
 *
 * @param seconds measured time of each run
 * @param warmUpSeconds load before the first round, which nothing is read from; twice that for each
 *     process of a side that has several, since they share the processor
 * @param stoppedSeconds how long fulfilment stands still
 * @param document the page whose generated parts are replaced
 * @param json file for everything that was measured
 */
public record BenchPlan(
    Set<Part> parts,
    int rounds,
    double seconds,
    double warmUpSeconds,
    int connections,
    int campaigns,
    int watchers,
    double stoppedSeconds,
    Path document,
    Path json) {

  /** The parts of the benchmark, in their order. */
  public enum Part {
    HOT,
    SPREAD,
    OPEN,
    SURGE,
    WATCH,
    FRESH,
    THREE,
    PAYMENTS
  }

  /** Load at the head of each measured run, for connections and caches to settle. */
  public static final double SETTLE_SECONDS = 3;

  /** The share of our own hot rate at which the open loop runs. */
  public static final double OPEN_LOOP_SHARE = 0.6;

  public static final double SURGE_FROM = 20;
  public static final double SURGE_TO = 2_000;
  public static final double SURGE_CALM_SECONDS = 5;
  public static final double SURGE_RISE_SECONDS = 1;
  public static final double SURGE_HOLD_SECONDS = 20;
  public static final int SURGE_CONNECTIONS = 1_024;
  public static final double WATCH_RATE = 200;

  /** Payment confirmations a second, whatever else goes on. */
  public static final double CONFIRMATION_RATE = 20;

  public static final double TIMEOUT_SECONDS = 10;

  public BenchPlan {
    parts = EnumSet.copyOf(parts);
  }
}
