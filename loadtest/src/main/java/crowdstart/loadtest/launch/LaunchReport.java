package crowdstart.loadtest.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import crowdstart.loadtest.bench.Machine;
import crowdstart.loadtest.launch.crowd.Call;
import crowdstart.loadtest.launch.crowd.Histograms;
import crowdstart.loadtest.launch.crowd.LaunchShape;
import crowdstart.loadtest.launch.crowd.Outcome;
import crowdstart.loadtest.measure.Latency;
import crowdstart.loadtest.report.Claim;
import crowdstart.loadtest.report.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Writes {@code launch.html} and {@code launch.json}. */
final class LaunchReport {
  static final String HTML = "launch.html";
  static final String JSON = "launch.json";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The file for machines; {@code calls} and {@code all} are of the surge alone. */
  record Figures(
      Machine machine,
      LaunchPlan plan,
      List<Claim> claims,
      String verdict,
      Latency all,
      Map<Call, Latency> calls,
      Map<String, Long> errors,
      Map<Outcome, Long> outcomes,
      double othersCores,
      double ordersPerSecondAtPeak,
      double answersPerSecondAtPeak,
      Stock stock) {}

  private LaunchReport() {}

  static void write(Launched run, List<Claim> claims, String database) throws IOException {
    Path out = run.plan().out();
    Files.createDirectories(out);
    Machine machine = Machine.read();
    Figures figures = figures(run, claims, machine);
    Files.write(out.resolve(JSON), MAPPER.writeValueAsBytes(figures));
    page(run, claims, machine, database, figures).write(out.resolve(HTML));
    System.out.println("written: " + out.resolve(HTML) + " and " + out.resolve(JSON));
  }

  private static Figures figures(Launched run, List<Claim> claims, Machine machine) {
    Map<Call, Latency> calls = new TreeMap<>();
    for (Call call : Call.values()) {
      Histogram of = Histograms.empty();
      run.surge().values().forEach(m -> of.add(m.latencies.getOrDefault(call, Histograms.empty())));
      calls.put(call, Latency.of(of));
    }
    Map<Outcome, Long> outcomes = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, Budgets.outcome(run, outcome));
    }
    return new Figures(
        machine,
        run.plan(),
        claims,
        Claim.verdict(claims),
        Latency.of(run.latency()),
        calls,
        run.errors(),
        outcomes,
        run.othersCores(),
        most(run.surge().values().stream().map(m -> (double) m.orders()).toList()),
        most(run.surge().values().stream().map(m -> (double) m.answers()).toList()),
        run.stock());
  }

  private static double most(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private static Page page(
      Launched run, List<Claim> claims, Machine machine, String database, Figures figures) {
    LaunchPlan plan = run.plan();
    return new Page("A launch with %,d backers".formatted(plan.backers()))
        .verdict(claims)
        .paragraph(
            "Measured on %s, commit %s: %d cores (%s), %,d MiB, %s, JDK %s; %d nodes with a heap of %s each (%s), %s, the sandbox and the crowd itself all on it. Other programs kept %.2f cores busy during the surge."
                .formatted(
                    machine.date(),
                    machine.commit(),
                    machine.cores(),
                    machine.processor(),
                    machine.memoryMib(),
                    machine.kernel(),
                    machine.jdk(),
                    plan.nodes(),
                    plan.nodeHeap(),
                    plan.nodeFlags().isEmpty() ? "no further flags" : plan.nodeFlags(),
                    database,
                    run.othersCores()))
        .paragraph(
            "A quiet hour and the six hours after a launch, in %.0f seconds: up to %.0f orders a second are wanted after a hundredfold rise within a second, then %.0f %% of that at the end. %,d of the backers watch the totals as a stream, the others look at the page every 30 to 55 seconds and order after hesitating. Latency counts from the moment that a backer wanted the answer to its last byte. Seed %d."
                .formatted(
                    plan.shape().seconds(),
                    plan.shape().peakRate(),
                    100 * LaunchShape.DECAYED_TO,
                    plan.watchers(),
                    plan.seed()))
        .charts(LaunchCharts.of(run))
        .heading("From the rise to the end of the decay")
        .table(
            List.of("call", "answers", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms"),
            calls(figures))
        .heading("How wishes ended")
        .table(
            List.of("outcome", "backers"),
            figures.outcomes().entrySet().stream()
                .map(entry -> List.of(words(entry.getKey()), "%,d".formatted(entry.getValue())))
                .toList())
        .heading("Errors and refusals, by kind")
        .table(
            List.of("kind", "times"),
            figures.errors().entrySet().stream()
                .map(entry -> List.of(entry.getKey(), "%,d".formatted(entry.getValue())))
                .toList());
  }

  private static List<List<String>> calls(Figures figures) {
    List<List<String>> rows = new ArrayList<>();
    figures.calls().forEach((call, latency) -> rows.add(row(words(call), latency)));
    rows.add(row("all", figures.all()));
    return rows;
  }

  private static List<String> row(String name, Latency latency) {
    return List.of(
        name,
        "%,d".formatted(latency.count()),
        millis(latency.p50()),
        millis(latency.p90()),
        millis(latency.p99()),
        millis(latency.p999()),
        millis(latency.max()));
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
