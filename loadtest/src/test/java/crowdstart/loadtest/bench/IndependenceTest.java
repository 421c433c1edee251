package crowdstart.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import crowdstart.loadtest.bench.BenchPlan.Part;
import crowdstart.loadtest.measure.Latency;
import crowdstart.loadtest.payment.ConfirmationResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndependenceTest {
  private static final Machine MACHINE =
      new Machine("a processor", 2, 24_000, "Linux", "25", "abc", "2026-01-01T00:00:00Z");

  private final List<PhaseResult> series = new ArrayList<>();

  @Test
  void theRatioIsOfTheMediansOfTheRounds() {
    rounds(Phase.ALONE, 20, 900, 22);
    rounds(Phase.SURGE_SAME, 33, 30, 1);
    Independence found = found();
    assertThat(found.p99(Phase.ALONE)).isEqualTo(22);
    assertThat(found.ratio(Phase.SURGE_SAME, Phase.ALONE)).get().isEqualTo(30 / 22.0);
    assertThat(found.ratio(Phase.ORDERS_SLOWED, Phase.ALONE)).isEmpty();
  }

  @Test
  void theBudgetIsMetUpToItself() {
    rounds(Phase.ALONE, 20);
    rounds(Phase.SURGE_ELSEWHERE, 30);
    rounds(Phase.SURGE_SAME, 31);
    assertThat(markdown(found()))
        .contains(
            "p99 30.0 ms, 1.50 times the 20.0 ms alone** (medians of the rounds; at most 1.5 wanted: met)")
        .contains(
            "p99 31.0 ms, 1.55 times the 20.0 ms alone** (medians of the rounds; at most 1.5 wanted: missed)")
        .contains("| alone | 1 | 100 | 0 |")
        .contains("all were there")
        .doesNotContain("### Wrong");
  }

  @Test
  void whatTheSlowedOrdersDidToTheWebhooksIsSaidApart() {
    rounds(Phase.ALONE, 20);
    rounds(Phase.ORDERS_SLOWED, 120);
    assertThat(markdown(found())).contains("6.00 times that alone").contains("p99 of 12.0 ms");
  }

  @Test
  void nothingIsLostOnlyWhenEveryConfirmedOrderHasItsParcel() {
    assertThat(new CatchUp(60, 100, 100, 80, 100, 0, 2).isComplete()).isTrue();
    assertThat(new CatchUp(60, 100, 99, 80, 99, 0, 2).isComplete()).isFalse();
    assertThat(new CatchUp(60, 100, 100, 80, 99, 1, 2).isComplete()).isFalse();
    assertThat(IndependenceReport.sentence(new CatchUp(60, 100, 100, 80, 99, 1, 180)))
        .contains("80 of 100 captured payments had no parcel")
        .contains("had not caught up")
        .doesNotContain("nothing was lost");
  }

  @Test
  void whatIsWrongIsSaid() {
    series.add(result(Phase.ALONE, 2, 20, List.of("a webhook was answered 400")));
    assertThat(markdown(found()))
        .contains("### Wrong")
        .contains("- alone, round 2: a webhook was answered 400");
  }

  @Test
  void otherProcessesAreCountedInCores() {
    assertThat(result(Phase.ALONE, 1, 20, List.of()).otherCores()).isEqualTo(0.5, within(1e-9));
  }

  private void rounds(Phase phase, double... p99s) {
    for (double p99 : p99s) {
      series.add(result(phase, 1, p99, List.of()));
    }
  }

  private static PhaseResult result(Phase phase, int round, double p99, List<String> wrong) {
    ConfirmationResult result =
        new ConfirmationResult(100, 0, 0, latency(p99), latency(p99 / 10), wrong);
    return new PhaseResult(phase, round, result, 0, new Meter.Reading(1, 1, 1, 5, 10));
  }

  private static Latency latency(double p99) {
    return new Latency(100, 1, 1, 1, p99, p99, p99);
  }

  private Independence found() {
    return new Independence(series, List.of(), List.of());
  }

  private static String markdown(Independence found) {
    BenchPlan plan =
        new BenchPlan(
            EnumSet.of(Part.PAYMENTS), 3, 20, 20, 256, 1, 1, 60, Path.of("a"), Path.of("b"));
    return IndependenceReport.markdown(plan, MACHINE, "PostgreSQL", found);
  }
}
