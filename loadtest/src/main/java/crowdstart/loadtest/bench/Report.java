package crowdstart.loadtest.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import crowdstart.loadtest.measure.Result;
import crowdstart.loadtest.watch.WatchResult;
import crowdstart.loadtest.watch.WatchRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the findings as a page and as JSON. */
final class Report {
  /** From which second of the surge on its figure must hold, counted from the surge's first. */
  private static final int SURGE_JUDGED_FROM_SECOND = 3;

  private static final String THREE_URLS =
      "http://127.0.0.1:8080,http://127.0.0.2:8080,http://127.0.0.3:8080";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The JSON file. */
  record Everything(
      Machine machine,
      String database,
      BenchPlan plan,
      Map<String, List<Double>> nodesReadyAfterSeconds,
      List<Measurement> measurements,
      WatchRun.@Nullable Outcome watched,
      @Nullable Independence independence) {}

  private final BenchPlan plan;
  private final Machine machine;
  private final String database;
  private final Findings findings;

  Report(BenchPlan plan, Machine machine, String database, Findings findings) {
    this.plan = plan;
    this.machine = machine;
    this.database = database;
    this.findings = findings;
  }

  void writeJson(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Everything everything =
        new Everything(
            machine,
            database,
            plan,
            findings.readyAfterSeconds(),
            findings.all(),
            findings.watched().orElse(null),
            findings.independence().orElse(null));
    Files.write(file, JSON.writeValueAsBytes(everything));
  }

  String markdown() {
    return Stream.of(
            head(),
            comparison("hot", "Hot: one campaign", "hot --connections " + plan.connections()),
            comparison(
                "spread",
                "Spread: %d campaigns".formatted(plan.campaigns()),
                "spread --campaigns %d --connections %d"
                    .formatted(plan.campaigns(), plan.connections())),
            openLoop(),
            surge("surge", "Surge, on a warm node"),
            surge("fresh", "Surge, on a node that has just become ready"),
            watch(),
            threeNodes(),
            wrong())
        .filter(section -> !section.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  private String head() {
    return """
    Measured by `./mvnw -q compile exec:exec@bench` on %s, commit %s.

    - Machine: %d cores (%s), %,d MiB, %s; load, servers and database all on it.
    - %s; JDK %s; servers with a heap of %s.
    - %d rounds of %.0f s in turn, after %.0f s of warm-up, and twice that for each process of a side that has several; latency from the intended start.
    - Processor time is in milliseconds per order, of the server, of PostgreSQL and of the driver; "others" is how many \
    cores processes outside the comparison kept busy meanwhile, and a figure taken beside busy others is worth less.
    - Nodes were ready %s after their start.\
    """
        .formatted(
            machine.date(),
            machine.commit(),
            machine.cores(),
            machine.processor(),
            machine.memoryMib(),
            machine.kernel(),
            database,
            machine.jdk(),
            Bench.SERVER_HEAP,
            plan.rounds(),
            plan.seconds(),
            plan.warmUpSeconds(),
            readyTimes());
  }

  private String readyTimes() {
    return findings.readyAfterSeconds().entrySet().stream()
        .map(entry ->
            entry.getValue().stream().map("%.1f s"::formatted).collect(Collectors.joining(" and "))
                + " (%s)".formatted(entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  private String comparison(String profile, String title, String command) {
    List<Measurement> ours = findings.of(profile, Side.OURS);
    List<Measurement> baseline = findings.of(profile, Side.BASELINE);
    if (ours.isEmpty() || baseline.isEmpty()) {
      return "";
    }
    double ratio = Column.RATE.median(ours) / Column.RATE.median(baseline);
    return "%s%n%s%n%s%s%s%n**%.2f times the baseline's rate** (medians)."
        .formatted(
            title(title, command),
            Column.header(),
            findings.of(profile).stream().map(Column::row).collect(Collectors.joining()),
            Column.medians(Side.OURS, ours),
            Column.medians(Side.BASELINE, baseline),
            ratio);
  }

  private String openLoop() {
    return table(
        "open",
        "Open loop at %.0f %% of the hot rate".formatted(BenchPlan.OPEN_LOOP_SHARE * 100),
        findings.of("open").stream()
            .map(m -> "hot --rate %.0f".formatted(m.rate()))
            .findFirst()
            .orElse(""));
  }

  private String threeNodes() {
    String table =
        table("three", "Three nodes on the same machine, one campaign", "hot --url " + THREE_URLS);
    double one = findings.medianRate("hot", Side.OURS);
    double three = findings.medianRate("three", Side.THREE_NODES);
    return table.isEmpty() || one == 0
        ? table
        : table + "\n**%.2f times the rate of one node** (medians).".formatted(three / one);
  }

  private String table(String profile, String title, String command) {
    List<Measurement> rows = findings.of(profile);
    return rows.isEmpty()
        ? ""
        : "%s%n%s%n%s"
            .formatted(
                title(title, command),
                Column.header(),
                rows.stream().map(Column::row).collect(Collectors.joining()));
  }

  private String surge(String profile, String title) {
    return findings.of(profile).stream()
        .findFirst()
        .map(measured ->
            "%s%n%s%n%s"
                .formatted(
                    title(
                        title,
                        "surge --from %.0f --to %.0f"
                            .formatted(BenchPlan.SURGE_FROM, BenchPlan.SURGE_TO)),
                    secondsTable(measured.result()),
                    surgeVerdict(measured.result())))
        .orElse("");
  }

  private static String secondsTable(Result result) {
    StringBuilder table =
        new StringBuilder(
            "| second of the surge | done | refused | unknown | p50 ms | p99 ms | max ms |\n|--:|--:|--:|--:|--:|--:|--:|\n");
    List<Result.Second> seconds = result.seconds();
    int first = (int) BenchPlan.SURGE_CALM_SECONDS;
    for (int i = first - 1; i < seconds.size(); i++) {
      Result.Second second = seconds.get(i);
      table.append(
          "| %s | %d | %d | %d | %.1f | %.1f | %.1f |%n"
              .formatted(
                  i < first ? "before" : Integer.toString(i - first + 1),
                  second.done(),
                  second.refused(),
                  second.unknown(),
                  second.latency().p50(),
                  second.latency().p99(),
                  second.latency().max()));
    }
    return table.toString();
  }

  private static String surgeVerdict(Result result) {
    int from = (int) BenchPlan.SURGE_CALM_SECONDS + SURGE_JUDGED_FROM_SECOND - 1;
    double worst =
        result.seconds().stream()
            .skip(from)
            .mapToDouble(second -> second.latency().p99())
            .max()
            .orElse(0);
    return "**Worst p99 of a second from the third on: %.1f ms; %d errors** in the whole surge."
        .formatted(worst, result.unknownCount() + result.refusedCount());
  }

  private String watch() {
    return findings.watched().map(Report::watch).orElse("");
  }

  private static String watch(WatchRun.Outcome outcome) {
    WatchResult watched = outcome.watched();
    return """
    %s
    - %d watchers got %d events, at most %d to one within a second; %d went back, %d came twice, %d streams lost.
    - From an order's acknowledgement to its total at a watcher: p50 %.1f ms, p99 %.1f ms, max %.1f ms.
    - Checkout meanwhile, at %.0f a second: p50 %.1f ms, p99 %.1f ms; %d unknown.
    - %d of %d watchers saw the last total.\
    """
        .formatted(
            title("Watch: totals as they change", "watch --watchers " + watched.watchers()),
            watched.watchers(),
            watched.events(),
            watched.mostInOneSecond(),
            watched.idsGoneBack(),
            watched.cameTwice(),
            watched.streamsLost(),
            watched.lag().p50(),
            watched.lag().p99(),
            watched.lag().max(),
            outcome.orders().doneRate(),
            outcome.orders().latency().p50(),
            outcome.orders().latency().p99(),
            outcome.orders().unknownCount(),
            watched.sawTheLast(),
            watched.watchers());
  }

  /** What any look at the orders found wrong, which voids the figures. */
  private String wrong() {
    List<String> wrong =
        Stream.concat(
                findings.all().stream().flatMap(m -> m.wrong().stream()),
                findings.watched().stream().flatMap(outcome -> outcome.wrong().stream()))
            .map("- "::concat)
            .toList();
    return wrong.isEmpty()
        ? "After every run, orders sampled from it were looked up and repeated; all were there, with their first answer."
        : "## Wrong\n\n" + String.join("\n", wrong);
  }

  private static String title(String title, String command) {
    return "## %s%n%n`./mvnw -q compile exec:exec@load -Dload.args=\"%s\"`%n"
        .formatted(title, command);
  }
}
