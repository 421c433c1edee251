package crowdstart.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Plays many small worlds in one thread. {@code -Dcrowdstart.simulator.seeds=10000} plays more of
 * them, {@code -Dcrowdstart.simulator.seed=...} one.
 */
class SimulatorTest {
  private static final String SEEDS_PROPERTY = "crowdstart.simulator.seeds";
  private static final int SEEDS = 1_000;

  /** Every event, outcome and answer that this world can bring; without them it proves little. */
  private static final List<String> TO_BE_SEEN =
      List.of(
              "Created, Edited, Launched, StockMoved, Closed, FUNDED, UNFUNDED",
              "Held, Confirmed, Released, Expired",
              "HELD, CONFIRMED, CANCELLED, EXPIRED, DROPPED, RELEASED",
              "Placed, Overloaded, Unknown, SOLD_OUT, PER_BACKER_LIMIT, CAMPAIGN_NOT_LIVE",
              "IDEMPOTENCY_KEY_REUSED",
              "Opened, SetupTried, SetupMade, CardRefused, CardSecured, OrderConfirmed",
              "ChargeTried, ChargeMade, ChargeFailed, Captured, RefundTried, Refunded",
              "RefundRefused, RefundFailed, RefundGivenUp, Disputed, EndBegun, Ended, OrderTold")
          .stream()
          .flatMap(line -> Stream.of(line.split(", ")))
          .toList();

  /** A bug that hides for longer than this would hide from the short form as well. */
  private static final int SEEDS_TO_FIND_MAX = 300;

  @Test
  void everySeedKeepsEveryInvariant(TestReporter reporter) {
    Long only = Long.getLong(Simulation.SEED_PROPERTY);
    long first = only == null ? 1 : only;
    long last = only == null ? Long.getLong(SEEDS_PROPERTY, SEEDS) : only;
    long steps = 0;
    long hash = 0;
    Coverage seen = new Coverage();
    long began = System.nanoTime();
    for (long seed = first; seed <= last; seed++) {
      Simulation.Outcome outcome = Simulation.play(seed, Mutation.NONE, seen);
      steps += outcome.steps();
      hash = Trace.mixed(hash ^ outcome.hash());
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    reporter.publishEntry(
        "simulator",
        String.format(
            Locale.ROOT,
            "%d seeds, %d steps, %.1f s, %.0f seeds a minute, hash %016x",
            last - first + 1,
            steps,
            seconds,
            (last - first + 1) / seconds * 60,
            hash));
    reporter.publishEntry("seen", seen.toString());
    if (only == null) {
      assertThat(seen.all()).containsAll(TO_BE_SEEN);
    }
  }

  @Test
  void theSameSeedLeavesTheSameTraceInAnyOrder() {
    long[] hashes = new long[40];
    for (int seed = 0; seed < hashes.length; seed++) {
      hashes[seed] = Simulation.play(seed, Mutation.NONE).hash();
    }
    for (int seed = hashes.length - 1; seed >= 0; seed--) {
      assertThat(Simulation.play(seed, Mutation.NONE).hash()).isEqualTo(hashes[seed]);
    }
    assertThat(hashes).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyMutationIsFound(Mutation mutation, TestReporter reporter) {
    assertThatThrownBy(
            () -> {
              for (long seed = 1; seed <= SEEDS_TO_FIND_MAX; seed++) {
                Simulation.play(seed, mutation);
              }
            })
        .isInstanceOf(AssertionError.class)
        .satisfies(found ->
            reporter.publishEntry(
                mutation.name(),
                String.valueOf(found.getMessage()).lines().limit(2).toList().toString()));
  }
}
