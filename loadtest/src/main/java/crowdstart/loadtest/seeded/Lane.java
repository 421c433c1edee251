package crowdstart.loadtest.seeded;

import crowdstart.loadtest.check.Checkers;
import crowdstart.loadtest.check.Verdict;
import crowdstart.loadtest.history.History;
import crowdstart.loadtest.process.Child;
import crowdstart.loadtest.process.Children;
import crowdstart.loadtest.process.Database;
import crowdstart.loadtest.process.Java;
import crowdstart.loadtest.workload.Settlement;
import crowdstart.loadtest.workload.Targets;
import crowdstart.loadtest.workload.Workload;
import crowdstart.loadtest.workload.WorkloadPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Runs one bug after the other: a node with the bug, a database of its own, the workload. */
final class Lane {
  private static final Duration HOLD = Duration.ofSeconds(2);
  private static final Duration RESOLVE_WAIT_MAX = Duration.ofSeconds(12);
  private static final Duration REST_WAIT_MAX = Duration.ofSeconds(14);
  private static final double READY_SECONDS_MAX = 90;
  private static final int BACKERS = 20;
  private static final int WATCHERS = 4;
  private static final Duration PAUSE = Duration.ofMillis(70);

  /** For a node that lives for half a minute: what starts soonest, not what runs fastest. */
  private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final int HTTP_PORT = 18_480;
  private static final int MANAGEMENT_PORT = 18_481;
  private static final int ARTERY_PORT = 18_482;
  private static final int SANDBOX_PORT = 18_483;

  private final Children children;
  private final Database database;
  private final Path directory;
  private final Path project;
  private final String host;
  private final long seed;
  private final Duration length;

  /**
   * @param number from 1; each lane has an address of its own
   */
  Lane(
      Children children,
      Database database,
      Path directory,
      Path project,
      int number,
      long seed,
      Duration length) {
    this.children = children;
    this.database = database;
    this.directory = directory;
    this.project = project;
    this.host = "127.0.6." + number;
    this.seed = seed;
    this.length = length;
  }

  /**
   * What came of a bug.
   *
   * @param unrest what did not come to rest
   * @param failure why there was no run at all; empty when there was
   */
  record Trial(
      SeededBug bug, Verdict verdict, List<String> unrest, double seconds, String failure) {
    /** Whether the named checker complained; of a control, whether nobody did. */
    boolean isAsExpected() {
      return failure.isEmpty() && isJudgedAsExpected();
    }

    /** Whether nobody complained, and somebody should have, or had nothing to look at. */
    boolean hadNoOccasion() {
      return failure.isEmpty()
          && !isAsExpected()
          && verdict.violationCount() == 0
          && unrest.isEmpty();
    }

    private boolean isJudgedAsExpected() {
      return bug.caughtBy() == null
          ? verdict.isClean() && unrest.isEmpty()
          : verdict.complaining().contains(bug.caughtBy());
    }
  }

  /**
   * Runs a bug, and once more for twice as long when it had no occasion. Never fails, so that the
   * other bugs have their turn.
   */
  Trial run(SeededBug bug) throws InterruptedException {
    Trial first = run(bug, 1);
    return first.hadNoOccasion() ? run(bug, 2) : first;
  }

  private Trial run(SeededBug bug, int times) throws InterruptedException {
    long began = System.nanoTime();
    try {
      return run(bug, times, began);
    } catch (IOException | SQLException | RuntimeException e) {
      return new Trial(
          bug, new Verdict(List.of()), List.of(), (System.nanoTime() - began) / 1e9, e.toString());
    }
  }

  private Trial run(SeededBug bug, int times, long began)
      throws IOException, SQLException, InterruptedException {
    String name = bug.name() + "-" + times;
    Path place = Files.createDirectories(directory.resolve(name));
    Java java = Java.of("320m");
    if (!bug.edits().isEmpty()) {
      java = java.patched(Patch.compile(bug, project, place));
    }
    String url = ownDatabase(name.replace('-', '_'));
    Child node = children.add(start(place, java, url));
    try {
      awaitReady(node, began);
      Path books = place.resolve("history");
      List<String> unrest = work(bug, length.multipliedBy(times), url, books);
      Verdict verdict =
          Checkers.check(crowdstart.loadtest.check.Database.read(History.read(books), url, url));
      Files.write(place.resolve("verdict.txt"), verdict.lines());
      return new Trial(bug, verdict, unrest, (System.nanoTime() - began) / 1e9, "");
    } finally {
      // Its orderly end would take longer than its start, and nobody looks at it any more.
      ProcessHandle.of(node.pid()).ifPresent(ProcessHandle::destroyForcibly);
      children.stop(node);
    }
  }

  private List<String> work(SeededBug bug, Duration workload, String url, Path books)
      throws IOException, SQLException, InterruptedException {
    Targets targets = new Targets(List.of(uri(HTTP_PORT)), uri(SANDBOX_PORT));
    WorkloadPlan plan = new WorkloadPlan(seed, workload, BACKERS, WATCHERS, PAUSE, HOLD);
    Trouble trouble = Trouble.begin(bug.provocation(), url, targets.sandbox());
    try (History history = History.create(books)) {
      Workload.run(targets, plan, history);
      trouble.end();
      return Settlement.settle(targets, plan, url, RESOLVE_WAIT_MAX, REST_WAIT_MAX, history)
          .unrest();
    }
  }

  private String ownDatabase(String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return database.url().replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
  }

  private Child start(Path place, Java java, String url) {
    return Child.start(
        "node",
        place,
        java,
        Map.ofEntries(
            Map.entry("JDK_JAVA_OPTIONS", SHORT_LIVED),
            Map.entry("HTTP_HOST", host),
            Map.entry("HTTP_PORT", Integer.toString(HTTP_PORT)),
            Map.entry("MANAGEMENT_PORT", Integer.toString(MANAGEMENT_PORT)),
            Map.entry("ARTERY_PORT", Integer.toString(ARTERY_PORT)),
            Map.entry("SANDBOX_PORT", Integer.toString(SANDBOX_PORT)),
            Map.entry("CONTACT_POINTS", host + ":" + MANAGEMENT_PORT),
            Map.entry("DATABASE_URL", url),
            Map.entry("HOLD_DURATION", HOLD.toString()),
            Map.entry("WARM_UP", "PT0S"),
            Map.entry("DEMO_CAMPAIGNS", "false")),
        Pattern.compile("(?!)"),
        "crowdstart.Main");
  }

  private void awaitReady(Child node, long began) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(MANAGEMENT_PORT).resolve("/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (!isReady(http, request)) {
        node.checkAlive();
        if (System.nanoTime() - began > READY_SECONDS_MAX * 1e9) {
          throw node.failure("was not ready within " + READY_SECONDS_MAX + " s");
        }
        Thread.sleep(50);
      }
    }
  }

  private static boolean isReady(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private URI uri(int port) {
    return URI.create("http://" + host + ":" + port);
  }
}
