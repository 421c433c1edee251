package crowdstart.loadtest.profile;

import crowdstart.loadtest.client.Connection;
import crowdstart.loadtest.client.Driver;
import crowdstart.loadtest.client.Pace;
import crowdstart.loadtest.client.Traffic;
import crowdstart.loadtest.measure.Books;
import crowdstart.loadtest.measure.Live;
import crowdstart.loadtest.measure.Result;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs the drivers of one load, a thread each, and reports a line a second. */
public final class LoadRun {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long START_AFTER_NANOS = NANOS_PER_SECOND / 20;

  /**
   * What to run.
   *
   * @param servers base addresses; connections are dealt out in turn
   * @param sources local addresses to connect from, dealt out in turn; none leaves it to the system
   * @param warmUpSeconds how much of the pace's time is warm-up, and not measured
   * @param timeoutSeconds how long an answer may take
   */
  public record Plan(
      List<URI> servers,
      List<String> sources,
      int connections,
      int threads,
      Pace pace,
      double warmUpSeconds,
      double timeoutSeconds) {}

  /** Told when the measured time begins and ends, to read meters of its own. */
  public interface Meters {
    void begin();

    void end();

    /** No meters. */
    static Meters none() {
      return new Meters() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
      };
    }
  }

  private LoadRun() {}

  /** Blocks until the run is over. */
  public static Result run(
      Plan plan, Traffic traffic, Meters meters, Consumer<String> everySecond) {
    long warmUpNanos = (long) (plan.warmUpSeconds() * NANOS_PER_SECOND);
    long endNanos = (long) (plan.pace().lasts() * NANOS_PER_SECOND);
    Live live = new Live();
    List<Books> books = new ArrayList<>();
    List<Driver> drivers = new ArrayList<>();
    for (int share = 0; share < plan.threads(); share++) {
      Books own = new Books(warmUpNanos, endNanos);
      books.add(own);
      drivers.add(new Driver(driverPlan(plan, share), traffic, own, live));
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            plan.threads(), Thread.ofPlatform().name("driver-", 0).daemon().factory());
    try {
      all(threads, drivers, Driver::connect);
      long start = System.nanoTime() + START_AFTER_NANOS;
      List<Future<?>> running = submit(threads, drivers, driver -> driver.drive(start));
      watch(running, start, warmUpNanos, endNanos, meters, live, everySecond);
      for (Books other : books.subList(1, books.size())) {
        books.getFirst().add(other);
      }
      return books.getFirst().result();
    } finally {
      threads.shutdownNow();
      drivers.forEach(Driver::close);
    }
  }

  private static Driver.Plan driverPlan(Plan plan, int share) {
    return new Driver.Plan(
        share,
        plan.threads(),
        routes(plan.servers(), plan.sources(), plan.connections(), share, plan.threads()),
        plan.pace(),
        (long) (plan.timeoutSeconds() * NANOS_PER_SECOND));
  }

  /** Deals out servers and local addresses to one thread's share of the connections. */
  public static List<Connection.Route> routes(
      List<URI> servers, List<String> sources, int connections, int share, int shares) {
    List<Connection.Route> routes = new ArrayList<>();
    for (int number = share; number < connections; number += shares) {
      int server = number % servers.size();
      URI uri = servers.get(server);
      routes.add(
          new Connection.Route(
              server,
              new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()),
              sources.isEmpty()
                  ? null
                  : new InetSocketAddress(sources.get(number % sources.size()), 0)));
    }
    return routes;
  }

  private static void watch(
      List<Future<?>> running,
      long start,
      long warmUpNanos,
      long endNanos,
      Meters meters,
      Live live,
      Consumer<String> everySecond) {
    // Meters and lines are due at their own times; both come from this one thread.
    await(running, start + warmUpNanos, start, live, everySecond);
    meters.begin();
    await(running, start + endNanos, start, live, everySecond);
    meters.end();
    await(running, Long.MAX_VALUE, start, live, everySecond);
  }

  private static void await(
      List<Future<?>> running, long until, long start, Live live, Consumer<String> everySecond) {
    while (!running.isEmpty() && System.nanoTime() < until) {
      int second = (int) Math.max(0, (System.nanoTime() - start) / NANOS_PER_SECOND);
      long nextLine = start + (second + 1) * NANOS_PER_SECOND;
      awaitDone(running, Math.min(nextLine, until));
      if (System.nanoTime() >= nextLine) {
        everySecond.accept(live.line(second));
      }
    }
  }

  /** Waits for the drivers until the given time, and forgets those that are done. */
  private static void awaitDone(List<Future<?>> running, long until) {
    while (!running.isEmpty()) {
      try {
        running.getFirst().get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        running.removeFirst();
      } catch (TimeoutException e) {
        return;
      } catch (ExecutionException e) {
        throw new IllegalStateException("a driver failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private static void all(ExecutorService threads, List<Driver> drivers, Consumer<Driver> action) {
    awaitDone(submit(threads, drivers, action), Long.MAX_VALUE);
  }

  private static List<Future<?>> submit(
      ExecutorService threads, List<Driver> drivers, Consumer<Driver> action) {
    List<Future<?>> futures = new ArrayList<>();
    for (Driver driver : drivers) {
      Callable<Boolean> task =
          () -> {
            action.accept(driver);
            return true;
          };
      futures.add(threads.submit(task));
    }
    return futures;
  }
}
