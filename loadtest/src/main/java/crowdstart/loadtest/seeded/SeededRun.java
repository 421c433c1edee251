package crowdstart.loadtest.seeded;

import crowdstart.loadtest.process.Children;
import crowdstart.loadtest.process.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Seeds every bug in turn, in a few lanes at once, and says who caught it. */
public final class SeededRun {
  private static final int DATABASE_PORT = 18_484;

  private SeededRun() {}

  /**
   * What to run.
   *
   * @param only names of bugs; empty for all
   * @param project root of the project, where the sources are
   * @param directory for everything that is written; named after the moment within
   * @param lanes how many bugs at once
   */
  public record Plan(
      List<String> only, Path project, Path directory, int lanes, long seed, Duration length) {
    public Plan {
      only = List.copyOf(only);
    }
  }

  /** The names of all bugs and controls. */
  public static List<String> names() {
    return SeededBugs.ALL.stream().map(SeededBug::name).toList();
  }

  /** Returns whether every bug was caught by the checker it names, and no control complained of. */
  public static boolean run(Plan plan) throws IOException, SQLException, InterruptedException {
    List<SeededBug> bugs =
        SeededBugs.ALL.stream()
            .filter(bug -> plan.only().isEmpty() || plan.only().contains(bug.name()))
            .toList();
    Path directory =
        Files.createTempDirectory(Files.createDirectories(plan.directory()), "seeded-")
            .toAbsolutePath();
    System.out.printf(
        "%d bugs and controls, seed %d, in %s%n%n", bugs.size(), plan.seed(), directory);
    System.out.printf("%-24s %-46s %-14s %7s  %s%n", "bug", "breaks", "caught by", "s", "");
    long began = System.nanoTime();
    List<Lane.Trial> trials = new ArrayList<>();
    try (Children children = new Children();
        ExecutorService threads = Executors.newFixedThreadPool(plan.lanes())) {
      Database database = Database.start(children, directory, DATABASE_PORT);
      Queue<SeededBug> waiting = new ConcurrentLinkedQueue<>(bugs);
      List<Future<List<Lane.Trial>>> lanes = new ArrayList<>();
      for (int number = 1; number <= plan.lanes(); number++) {
        Lane lane =
            new Lane(
                children, database, directory, plan.project(), number, plan.seed(), plan.length());
        lanes.add(threads.submit(() -> work(lane, waiting)));
      }
      for (Future<List<Lane.Trial>> lane : lanes) {
        trials.addAll(lane.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a seeded run failed in itself", e);
    }
    long caught = trials.stream().filter(it -> !it.bug().isControl() && it.isAsExpected()).count();
    long seeded = trials.stream().filter(it -> !it.bug().isControl()).count();
    long clean = trials.stream().filter(it -> it.bug().isControl() && it.isAsExpected()).count();
    System.out.printf(
        "%n%d of %d seeded bugs caught by the checker they name, %d of %d controls clean, %.0f s%n",
        caught, seeded, clean, trials.size() - seeded, (System.nanoTime() - began) / 1e9);
    return trials.stream().allMatch(Lane.Trial::isAsExpected);
  }

  private static List<Lane.Trial> work(Lane lane, Queue<SeededBug> waiting)
      throws InterruptedException {
    List<Lane.Trial> trials = new ArrayList<>();
    for (SeededBug bug = waiting.poll(); bug != null; bug = waiting.poll()) {
      Lane.Trial trial = lane.run(bug);
      trials.add(trial);
      print(trial);
    }
    return trials;
  }

  private static synchronized void print(Lane.Trial trial) {
    SeededBug bug = trial.bug();
    List<String> complaining = trial.verdict().complaining();
    String result;
    if (!trial.failure().isEmpty()) {
      result = "DID NOT RUN " + trial.failure();
    } else if (bug.isControl()) {
      result = trial.isAsExpected() ? "clean" : "NOT CLEAN " + complaining + " " + trial.unrest();
    } else {
      result = (trial.isAsExpected() ? "" : "MISSED ") + "complaining: " + complaining;
    }
    System.out.printf(
        "%-24s %-46s %-14s %7.1f  %s%n",
        bug.name(),
        bug.breaks(),
        bug.caughtBy() == null ? "nobody" : bug.caughtBy(),
        trial.seconds(),
        result);
    if (!trial.isAsExpected()) {
      trial.verdict().entries().stream()
          .flatMap(entry -> entry.findings().violations().stream().limit(3))
          .forEach(violation -> System.out.println("    " + violation));
    }
  }
}
