package crowdstart.loadtest.fault;

import crowdstart.loadtest.check.Checkers;
import crowdstart.loadtest.check.Database;
import crowdstart.loadtest.check.Verdict;
import crowdstart.loadtest.history.History;
import crowdstart.loadtest.workload.WorkloadPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A whole fault run: a site, clients at work, faults, and then the judgement. */
public final class FaultProof {
  /** Short, so that holds run out within the run. */
  private static final Duration HOLD = Duration.ofSeconds(6);

  private static final Duration READY_AGAIN_MAX = Duration.ofMinutes(3);
  private static final String SCHEDULE_FILE = "schedule.txt";

  private FaultProof() {}

  /**
   * What came of it.
   *
   * @param faults by family, those that have begun
   * @param kinds the same by kind
   * @param left steps of the schedule that there was no time for
   * @param restarts how often each process ended though no fault had ended it, such as a node that
   *     was taken out of the cluster
   * @param recoverySeconds p50, p95 and maximum of the time until a killed node's entities answered
   * @param wrong everything that should not be; none for a clean run
   */
  public record Result(
      long seed,
      double seconds,
      Map<String, Integer> faults,
      Map<String, Integer> kinds,
      int left,
      Map<String, Integer> restarts,
      int recovered,
      List<Double> recoverySeconds,
      List<String> wrong) {
    public boolean isClean() {
      return wrong.isEmpty();
    }

    /** For people. */
    public String text() {
      StringBuilder text = new StringBuilder();
      int total = faults.values().stream().mapToInt(Integer::intValue).sum();
      text.append(
          "\nseed %d, %.0f s: %d faults in %d families%n"
              .formatted(seed, seconds, total, faults.size()));
      faults.forEach((family, count) -> text.append("  %5d  %s%n".formatted(count, family)));
      text.append("by kind " + kinds + "\n");
      if (left > 0) {
        text.append("steps left for want of time " + left + "\n");
      }
      text.append("ended unasked " + restarts + "\n");
      text.append(
          String.format(
              Locale.ROOT,
              "a killed node's entities answered after p50, p95, max %s s; %d had to be waited"
                  + " for%n",
              recoverySeconds,
              recovered));
      wrong.forEach(each -> text.append("WRONG  " + each + "\n"));
      return text.append(isClean() ? "verdict: clean\n" : "verdict: " + wrong.size() + " WRONG\n")
          .toString();
    }
  }

  public static Result run(FaultPlan plan) throws IOException, SQLException, InterruptedException {
    Path directory = fresh(plan.directory().toAbsolutePath());
    Site.NodeSetup setup = new Site.NodeSetup("320m", HOLD, Duration.ZERO, true);
    try (Site site = Site.start(directory, setup, plan.seed());
        Recovery recovery = new Recovery()) {
      System.out.println(
          "three nodes, PostgreSQL and the sandbox: " + site.network().description());
      List<FaultKind> possible =
          Stream.of(FaultKind.values()).filter(kind -> kind.isPossible(site)).toList();
      Stream.of(FaultKind.values())
          .filter(kind -> !possible.contains(kind))
          .forEach(kind -> System.out.println("cannot be had here: " + kind.label()));
      FaultSchedule schedule = plan.schedule(possible);
      write(directory.resolve(SCHEDULE_FILE), schedule.text());
      System.out.println("seed " + plan.seed() + "; the schedule, at the earliest:");
      System.out.print(schedule.text());
      recovery.prepare(site.direct(Place.NODE_1));
      return run(plan, directory, site, recovery, schedule);
    }
  }

  private static Result run(
      FaultPlan plan, Path directory, Site site, Recovery recovery, FaultSchedule schedule)
      throws IOException, SQLException, InterruptedException {
    Duration length = Duration.ofMillis((long) (plan.seconds() * 1e3));
    WorkloadPlan work = WorkloadPlan.of(plan.seed(), length, HOLD);
    try (Clients clients = new Clients(site, work, directory)) {
      CompletableFuture<Void> working = clients.begin();
      FaultRun.Done done = new FaultRun(site, recovery, schedule).run(length);
      working.join();
      site.awaitReady(Place.NODES.size(), READY_AGAIN_MAX);
      System.out.println("healed; settling");
      List<String> wrong = new ArrayList<>(done.failed());
      wrong.addAll(clients.settle());
      clients.history().counts().forEach((kind, how) -> System.out.println(kind + " " + how));
      clients.finish();
      Verdict verdict =
          Checkers.check(
              Database.read(History.read(directory), site.databaseUrl(), site.databaseUrl()));
      verdict.lines().forEach(System.out::println);
      verdict.entries().stream()
          .filter(entry -> !entry.isClean())
          .forEach(entry ->
              wrong.add(
                  "%s: %d violations of: %s"
                      .formatted(
                          entry.name(), entry.findings().violationCount(), entry.promise())));
      return result(plan, site, done, recovery, wrong);
    }
  }

  private static Result result(
      FaultPlan plan, Site site, FaultRun.Done done, Recovery recovery, List<String> wrong) {
    Map<String, Integer> families = new LinkedHashMap<>();
    done.families().forEach((family, count) -> families.put(family.meaning(), count));
    Map<String, Integer> kinds = new LinkedHashMap<>();
    done.kinds().forEach((kind, count) -> kinds.put(kind.label(), count));
    Map<String, Integer> restarts = new LinkedHashMap<>();
    for (Place place : Place.values()) {
      restarts.put(place.label(), site.process(place).endedUnasked());
    }
    return new Result(
        plan.seed(),
        plan.seconds(),
        families,
        kinds,
        done.left(),
        restarts,
        recovery.count(),
        Stream.of(0.5, 0.95, 1.0)
            .map(share -> Math.round(recovery.percentile(share) * 10) / 10.0)
            .toList(),
        wrong);
  }

  private static Path fresh(Path directory) {
    try {
      if (Files.exists(directory)) {
        try (Stream<Path> old = Files.walk(directory)) {
          for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " could not be emptied", e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
