package crowdstart.loadtest.bench;

import crowdstart.loadtest.bench.BenchPlan.Part;
import crowdstart.loadtest.process.Child;
import crowdstart.loadtest.process.Children;
import crowdstart.loadtest.process.Database;
import crowdstart.loadtest.process.Java;
import crowdstart.loadtest.process.Node;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The whole benchmark: starts everything, measures both sides in turn, writes the page, and stops
 * everything.
 */
public final class Bench {
  private static final int DATABASE_PORT = 18_432;
  private static final int BASELINE_PORT = 18_090;
  static final String SERVER_HEAP = "1g";
  private static final long BASELINE_START_SECONDS_MAX = 60;

  private static final Set<Part> ON_ONE_WARM_NODE =
      EnumSet.of(Part.HOT, Part.SPREAD, Part.OPEN, Part.SURGE, Part.WATCH);

  private final BenchPlan plan;
  private final Path directory;
  private final Findings findings = new Findings();

  private Bench(BenchPlan plan, Path directory) {
    this.plan = plan;
    this.directory = directory;
  }

  /**
   * Blocks until all is measured and written; {@code baselineWords} start the baseline but for its
   * options.
   */
  public static void run(BenchPlan plan, List<String> baselineWords)
      throws IOException, SQLException, InterruptedException {
    Path directory = Files.createTempDirectory("crowdstart-bench");
    Bench bench = new Bench(plan, directory);
    System.out.println("logs and data in " + directory);
    Machine machine = Machine.read();
    try (Children children = new Children()) {
      Database database = Database.start(children, directory, DATABASE_PORT);
      bench.measure(children, database, baselineWords);
      bench.write(machine, database.description());
      System.out.println("written: " + plan.document() + " and " + plan.json());
    }
  }

  /** Replaces what was measured anew, and leaves the rest as it was. */
  private void write(Machine machine, String database) throws IOException {
    Report report = new Report(plan, machine, database, findings);
    if (isComparing()) {
      Document.replaceGenerated(plan.document(), Document.BENCH, report.markdown());
    }
    if (findings.independence().isPresent()) {
      String page =
          IndependenceReport.markdown(plan, machine, database, findings.independence().get());
      Document.replaceGenerated(plan.document(), Document.PAYMENTS, page);
    }
    report.writeJson(plan.json());
  }

  /** Whether anything but payments is measured. */
  private boolean isComparing() {
    return plan.parts().stream().anyMatch(part -> part != Part.PAYMENTS);
  }

  private void measure(Children children, Database database, List<String> baselineWords)
      throws SQLException, InterruptedException {
    Runs runs = new Runs(plan, database);
    if (isComparing()) {
      compare(runs, children, database, baselineWords);
    }
    if (plan.parts().contains(Part.PAYMENTS)) {
      Node node = startNode(children, database);
      runs.warmUp(Side.of(Side.OURS, List.of(node)));
      findings.independence(PaymentRuns.measure(plan, database, node));
      children.stop(node.child());
    }
  }

  private void compare(Runs runs, Children children, Database database, List<String> baselineWords)
      throws InterruptedException {
    // Before all else: behind an hour's orders in ten minutes the database has to clear up.
    if (plan.parts().contains(Part.FRESH)) {
      measureFresh(runs, children, database);
    }
    if (plan.parts().stream().anyMatch(ON_ONE_WARM_NODE::contains)) {
      measureWarm(runs, children, database, baselineWords);
    }
    if (plan.parts().contains(Part.THREE)) {
      measureThree(runs, children, database);
    }
  }

  private void measureWarm(
      Runs runs, Children children, Database database, List<String> baselineWords)
      throws InterruptedException {
    Node node = startNode(children, database);
    Side ours = Side.of(Side.OURS, List.of(node));
    compareInTurn(runs, ours, children, database, baselineWords);
    if (plan.parts().contains(Part.OPEN)) {
      double rate = findings.medianRate("hot", Side.OURS) * BenchPlan.OPEN_LOOP_SHARE;
      findings.add(runs.openLoop(ours, rate > 0 ? rate : BenchPlan.SURGE_TO));
    }
    if (plan.parts().contains(Part.SURGE)) {
      findings.add(runs.surge("surge", ours));
    }
    if (plan.parts().contains(Part.WATCH)) {
      findings.watched(runs.watch(ours));
    }
    children.stop(node.child());
  }

  /** Nothing warms this node but what it does by itself before it says that it is ready. */
  private void measureFresh(Runs runs, Children children, Database database)
      throws InterruptedException {
    Node fresh = startNode(children, database);
    findings.add(runs.surge("fresh", Side.of(Side.OURS, List.of(fresh))));
    children.stop(fresh.child());
  }

  private void measureThree(Runs runs, Children children, Database database)
      throws InterruptedException {
    List<Node> three = startNodes(children, database, "three at once", 3);
    Side side = Side.of(Side.THREE_NODES, three);
    runs.warmUp(side);
    for (int round = 1; round <= plan.rounds(); round++) {
      findings.add(runs.saturate("three", round, side, 1));
    }
    three.forEach(each -> children.stop(each.child()));
  }

  /** The two sides in turn, round by round, so that what disturbs the machine disturbs both. */
  private void compareInTurn(
      Runs runs, Side ours, Children children, Database database, List<String> baselineWords)
      throws InterruptedException {
    if (!plan.parts().contains(Part.HOT) && !plan.parts().contains(Part.SPREAD)) {
      runs.warmUp(ours);
      return;
    }
    Child child = startBaseline(children, database, baselineWords);
    Side baseline =
        new Side(
            Side.BASELINE,
            List.of(URI.create("http://127.0.0.1:" + BASELINE_PORT)),
            List.of(child.pid()));
    runs.warmUp(ours);
    runs.warmUp(baseline);
    if (plan.parts().contains(Part.HOT)) {
      inTurn(runs, "hot", 1, ours, baseline);
    }
    if (plan.parts().contains(Part.SPREAD)) {
      inTurn(runs, "spread", plan.campaigns(), ours, baseline);
    }
    children.stop(child);
  }

  private void inTurn(Runs runs, String profile, int campaigns, Side ours, Side baseline) {
    for (int round = 1; round <= plan.rounds(); round++) {
      findings.add(runs.saturate(profile, round, ours, campaigns));
      findings.add(runs.saturate(profile, round, baseline, campaigns));
    }
  }

  private Node startNode(Children children, Database database) throws InterruptedException {
    return startNodes(children, database, "one", 1).getFirst();
  }

  private List<Node> startNodes(Children children, Database database, String which, int count)
      throws InterruptedException {
    List<Node> nodes = Node.start(children, directory, Java.of(SERVER_HEAP), database, count);
    double slowest = nodes.stream().mapToDouble(Node::readyAfterSeconds).max().orElse(0);
    findings.ready(which, slowest);
    System.out.printf("ready after %.1f s (%s)%n", slowest, which);
    return nodes;
  }

  private Child startBaseline(Children children, Database database, List<String> baselineWords)
      throws InterruptedException {
    List<String> words = new ArrayList<>(baselineWords);
    words.addAll(
        List.of("--port", Integer.toString(BASELINE_PORT), "--database-url", database.url()));
    Child child =
        children.add(
            Child.start(
                "baseline",
                directory,
                Java.of(SERVER_HEAP),
                Map.of(),
                Pattern.compile("baseline listens"),
                words.toArray(String[]::new)));
    child.awaitAnnouncement(BASELINE_START_SECONDS_MAX);
    return child;
  }
}
