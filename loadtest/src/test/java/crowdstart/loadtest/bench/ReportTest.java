package crowdstart.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.bench.BenchPlan.Part;
import crowdstart.loadtest.measure.Latency;
import crowdstart.loadtest.measure.Result;
import crowdstart.loadtest.measure.Unknown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Machine MACHINE =
      new Machine("a processor", 2, 24_000, "Linux", "25", "abc", "2026-01-01T00:00:00Z");

  private final Findings findings = new Findings();

  @Test
  void theRatioIsOfTheMedians() {
    for (double rate : List.of(300.0, 9_000.0, 310.0)) {
      findings.add(measurement("hot", Side.OURS, rate));
      findings.add(measurement("hot", Side.BASELINE, 100));
    }
    assertThat(report().markdown())
        .contains("## Hot")
        .contains("| crowdstart | median | 310 |")
        .contains("**3.10 times the baseline's rate**")
        // 2 s of processor time in 1 s with 100 orders.
        .contains("| baseline | 1 | 100 | 1.0 | 2.0 | 20.000 |")
        .doesNotContain("## Spread")
        .contains("all were there");
  }

  @Test
  void threeNodesAreComparedWithOne() {
    findings.add(measurement("hot", Side.OURS, 1_000));
    findings.add(measurement("three", Side.THREE_NODES, 600));
    assertThat(report().markdown()).contains("**0.60 times the rate of one node**");
  }

  @Test
  void theSurgeIsJudgedFromItsThirdSecondOn() {
    findings.add(measurement("surge", Side.OURS, 1_000));
    assertThat(report().markdown())
        // Five calm seconds, then 900 and 800 ms, which do not count, and 90 ms, which does.
        .contains("from the third on: 90.0 ms; 3 errors");
  }

  @Test
  void whatIsWrongIsSaid() {
    Measurement good = measurement("hot", Side.OURS, 1_000);
    findings.add(
        new Measurement(
            "hot", 1, Side.OURS, good.result(), good.used(), List.of("an order is not there")));
    assertThat(report().markdown()).contains("## Wrong").contains("- an order is not there");
  }

  @Test
  void theJsonHoldsEverything(@TempDir Path directory) throws Exception {
    findings.add(measurement("hot", Side.OURS, 1_000));
    Path file = directory.resolve("target/benchmarks.json");
    report().writeJson(file);
    assertThat(Files.readString(file))
        .contains("\"doneRate\" : 1000.0")
        .contains("\"p999\"")
        .contains("\"commit\" : \"abc\"");
  }

  private Report report() {
    BenchPlan plan =
        new BenchPlan(
            EnumSet.allOf(Part.class), 3, 20, 20, 256, 100, 5_000, 60, Path.of("a"), Path.of("b"));
    return new Report(plan, MACHINE, "PostgreSQL", findings);
  }

  private static Measurement measurement(String profile, String side, double rate) {
    Result.Second calm = new Result.Second(20, 0, 0, latency(1));
    Result result =
        new Result(
            1_000,
            0,
            Map.of("sold-out", 1L),
            Map.of(Unknown.TIMEOUT, 2L),
            rate,
            latency(2),
            latency(1),
            Stream.concat(
                    Collections.nCopies(5, calm).stream(),
                    Stream.of(900, 800, 90).map(p99 -> new Result.Second(100, 0, 0, latency(p99))))
                .toList(),
            latency(1));
    return new Measurement(profile, 1, side, result, new Meter.Reading(2, 1, 0.5, 0, 1), List.of());
  }

  private static Latency latency(double p99) {
    return new Latency(100, 1, 1, 1, p99, p99, p99);
  }
}
