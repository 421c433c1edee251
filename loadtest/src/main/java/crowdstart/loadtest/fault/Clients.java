package crowdstart.loadtest.fault;

import crowdstart.loadtest.history.History;
import crowdstart.loadtest.workload.Settlement;
import crowdstart.loadtest.workload.Targets;
import crowdstart.loadtest.workload.Workload;
import crowdstart.loadtest.workload.WorkloadPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The clients of a fault run, who write down what they asked and were told. */
final class Clients implements AutoCloseable {
  /** Above the five minutes in which a lost webhook of whoever authenticates is made good. */
  private static final Duration REST_WAIT_MAX = Duration.ofMinutes(7);

  private final Site site;
  private final Targets targets;
  private final WorkloadPlan plan;
  private final History history;

  Clients(Site site, WorkloadPlan plan, Path directory) throws IOException {
    this.site = site;
    this.plan = plan;
    targets =
        new Targets(
            Place.NODES.stream().map(site::clients).toList(), site.sandbox(), Site.CREATOR_TOKEN);
    history = History.create(directory);
  }

  /** Begins; done when their time is over. */
  CompletableFuture<Void> begin() {
    return CompletableFuture.runAsync(
        () -> {
          try {
            Workload.run(targets, plan, history);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
          }
        },
        task -> Thread.ofPlatform().name("clients").daemon().start(task));
  }

  /** Asks until everything is known and at rest; returns what is not. */
  List<String> settle() throws SQLException, InterruptedException {
    Settlement.Result settled =
        Settlement.settle(targets, plan, site.databaseUrl(), REST_WAIT_MAX, history);
    List<String> wrong = new ArrayList<>();
    settled.unresolved().forEach(each -> wrong.add("never resolved: " + each));
    settled.unrest().forEach(each -> wrong.add("did not come to rest: " + each));
    return wrong;
  }

  History history() {
    return history;
  }

  /** The history is whole, and can be read. */
  void finish() throws IOException {
    history.close();
  }

  @Override
  public void close() throws IOException {
    history.close();
  }
}
