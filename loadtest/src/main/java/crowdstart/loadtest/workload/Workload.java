package crowdstart.loadtest.workload;

import crowdstart.loadtest.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All the clients of a run. */
public final class Workload {
  private Workload() {}

  /** Runs them for as long as planned, whatever becomes of the nodes meanwhile, and returns. */
  public static void run(Targets targets, WorkloadPlan plan, History history)
      throws InterruptedException {
    Market market = new Market();
    try (Caller caller = new Caller(targets, history);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      int client = 0;
      clients.add(threads.submit(new Creator(caller, market, plan, client++)));
      for (int backer = 0; backer < plan.backers(); backer++) {
        clients.add(threads.submit(new Backer(caller, market, plan, client++)));
      }
      for (int watcher = 0; watcher < plan.watchers(); watcher++) {
        clients.add(threads.submit(new StatsWatcher(caller, market, plan, client++)));
      }
      try {
        for (Future<?> one : clients) {
          one.get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw new IllegalStateException("a client of the workload failed", e);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }
}
