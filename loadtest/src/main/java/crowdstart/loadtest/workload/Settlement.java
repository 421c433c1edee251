package crowdstart.loadtest.workload;

import com.fasterxml.jackson.databind.node.NullNode;
import crowdstart.loadtest.history.History;
import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import crowdstart.loadtest.history.Outcome;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * What follows a run once its faults are over: every unknown outcome is asked for again until it is
 * known, everything comes to rest, and all of it is read once more.
 */
public final class Settlement {
  /** How long unknown outcomes are asked for. */
  public static final Duration RESOLVE_WAIT_MAX = Duration.ofSeconds(90);

  private static final Duration TRY_AGAIN = Duration.ofMillis(500);
  private static final int ASKED_AT_ONCE = 16;
  private static final int ORDERS_READ_MAX = 400;
  private static final int CLIENT = 9_000;

  /**
   * How it ended.
   *
   * @param unresolved changes whose outcome is still unknown
   * @param unrest what did not come to rest in time; empty when all did
   */
  public record Result(List<Operation> unresolved, List<String> unrest) {}

  private final Caller caller;
  private final Random random;

  private Settlement(Caller caller, long seed) {
    this.caller = caller;
    this.random = new Random(seed);
  }

  /**
   * Settles a run. The nodes must be well again.
   *
   * @param databaseUrl of PostgreSQL, where the journals and the views are
   * @param restWaitMax how long rest is awaited, behind the time that holds live
   */
  public static Result settle(
      Targets targets, WorkloadPlan plan, String databaseUrl, Duration restWaitMax, History history)
      throws InterruptedException, SQLException {
    return settle(targets, plan, databaseUrl, RESOLVE_WAIT_MAX, restWaitMax, history);
  }

  /** As above, with another limit to how long unknown outcomes are asked for. */
  public static Result settle(
      Targets targets,
      WorkloadPlan plan,
      String databaseUrl,
      Duration resolveWaitMax,
      Duration restWaitMax,
      History history)
      throws InterruptedException, SQLException {
    try (Caller caller = new Caller(targets, history)) {
      Settlement settlement = new Settlement(caller, plan.seed());
      settlement.resolve(resolveWaitMax);
      // A hold whose order never came shows in no list, but runs out all the same.
      Thread.sleep(plan.holdDuration().plusSeconds(2));
      List<String> unrest = Rest.await(databaseUrl, restWaitMax);
      settlement.readAll(databaseUrl);
      return new Result(history.unresolved(), unrest);
    }
  }

  private void resolve(Duration waitMax) throws InterruptedException {
    long end = System.nanoTime() + waitMax.toNanos();
    List<Operation> left = caller.history().unresolved();
    while (!left.isEmpty() && System.nanoTime() < end) {
      eachOf(left, this::repeat);
      left = caller.history().unresolved();
      if (!left.isEmpty()) {
        Thread.sleep(TRY_AGAIN);
      }
    }
  }

  private void repeat(int client, Operation unknown) throws InterruptedException {
    caller.ask(client, random, unknown.kind(), unknown.subject(), unknown.key(), unknown.asked());
  }

  /** Every campaign through every node, and a sample of the orders and their payments. */
  private void readAll(String databaseUrl) throws InterruptedException, SQLException {
    History history = caller.history();
    long now = history.now();
    history.add(
        new Operation(
            0,
            CLIENT,
            Kind.SETTLED,
            "",
            "",
            "",
            "",
            now,
            now,
            Outcome.DONE,
            0,
            "",
            false,
            NullNode.getInstance()));
    for (URI node : caller.targets().nodes()) {
      eachOf(
          Rest.campaigns(databaseUrl),
          (client, campaign) -> caller.askOf(node, client, Kind.READ_STATS, campaign, "", ""));
    }
    eachOf(
        Rest.orders(databaseUrl, ORDERS_READ_MAX),
        (client, order) -> {
          caller.ask(client, random, Kind.READ_ORDER, order, "", "");
          caller.ask(client, random, Kind.READ_PAYMENT, order, "", "");
        });
  }

  @FunctionalInterface
  private interface Step<T> {
    void take(int client, T item) throws InterruptedException;
  }

  /** Deals the items out to a few clients, each of which asks one thing at a time. */
  private static <T> void eachOf(List<T> items, Step<T> step) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients =
          IntStream.range(0, ASKED_AT_ONCE)
              .<Future<?>>mapToObj(offset ->
                  threads.submit(() -> {
                    for (int i = offset; i < items.size(); i += ASKED_AT_ONCE) {
                      step.take(CLIENT + 1 + offset, items.get(i));
                    }
                    return null;
                  }))
              .toList();
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("settling failed in itself", e);
    }
  }
}
