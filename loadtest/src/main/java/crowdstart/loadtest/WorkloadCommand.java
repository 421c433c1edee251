package crowdstart.loadtest;

import crowdstart.loadtest.Arguments.BadArguments;
import crowdstart.loadtest.Arguments.Option;
import crowdstart.loadtest.history.History;
import crowdstart.loadtest.workload.Settlement;
import crowdstart.loadtest.workload.Targets;
import crowdstart.loadtest.workload.Workload;
import crowdstart.loadtest.workload.WorkloadPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Runs the clients against nodes that run already, and writes their history. */
final class WorkloadCommand implements Command {
  private static final Duration REST_WAIT_MAX = Duration.ofSeconds(150);

  @Override
  public String name() {
    return "workload";
  }

  @Override
  public String purpose() {
    return "a small set of clients against running nodes, who write a history for `check`";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("nodes", "http://127.0.0.1:8080", "comma-separated base addresses"),
        new Option("sandbox", "http://127.0.0.1:12111", "base address of the payment sandbox"),
        new Option("database", "", "JDBC URL of the nodes' PostgreSQL"),
        new Option("history", "target/history", "directory to write to"),
        new Option("seed", "1", "of everything that the clients choose"),
        new Option("seconds", "60", "how long they go on"),
        new Option("hold-seconds", "5", "the HOLD_DURATION of the nodes"));
  }

  @Override
  public int run(Arguments arguments) throws IOException, SQLException, InterruptedException {
    if (!arguments.given("database")) {
      throw new BadArguments("--database is needed");
    }
    WorkloadPlan plan =
        WorkloadPlan.of(
            arguments.whole("seed", 0, Integer.MAX_VALUE),
            Duration.ofSeconds(arguments.whole("seconds", 5, 86_400)),
            Duration.ofSeconds(arguments.whole("hold-seconds", 1, 86_400)));
    Targets targets =
        new Targets(
            arguments.list("nodes").stream().map(URI::create).toList(),
            URI.create(arguments.text("sandbox")));
    try (History history = History.create(Path.of(arguments.text("history")))) {
      Workload.run(targets, plan, history);
      Settlement.Result settled =
          Settlement.settle(targets, plan, arguments.text("database"), REST_WAIT_MAX, history);
      history.counts().forEach((kind, outcomes) -> System.out.println(kind + " " + outcomes));
      System.out.printf(
          "%d operations, %d unresolved, not at rest: %s%n",
          history.operations(), settled.unresolved().size(), settled.unrest());
    }
    return 0;
  }
}
