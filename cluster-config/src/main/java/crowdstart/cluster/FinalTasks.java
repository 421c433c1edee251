package crowdstart.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left to do when the actor system has ended and before the JVM does: whatever the system
 * needed to its last moment, such as its database.
 *
 * <p>The JVM runs its shutdown hooks side by side, so a hook of one's own would stop the database
 * while entities still write. This hook waits for the system instead.
 */
final class FinalTasks {

  private static final Logger log = LoggerFactory.getLogger(FinalTasks.class);

  private final Duration endWait;
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Thread hook = Thread.ofPlatform().name("final-tasks-hook").unstarted(this::await);
  private boolean started;

  /**
   * @param endWait the longest that a JVM on its way out waits for the end and the tasks; when it
   *     is over they run all the same
   */
  private FinalTasks(Duration endWait) {
    this.endWait = endWait;
  }

  static FinalTasks after(CompletionStage<?> end, Duration endWait) {
    FinalTasks tasks = new FinalTasks(endWait);
    Runtime.getRuntime().addShutdownHook(tasks.hook);
    // On a thread of its own: a future of Pekko's would otherwise use the common pool, which has a
    // single thread on two cores, and that may be waiting for the JVM's exit.
    end.whenCompleteAsync(
        (_, _) -> tasks.run(), task -> Thread.ofPlatform().name("final-tasks").start(task));
    return tasks;
  }

  /** The last one added runs first; one added too late runs at once. */
  synchronized void add(Runnable task) {
    if (started) {
      runSafely(task);
    } else {
      tasks.push(task);
    }
  }

  CompletionStage<Void> done() {
    return done.copy();
  }

  private void run() {
    synchronized (this) {
      if (started) {
        return;
      }
      started = true;
      tasks.forEach(FinalTasks::runSafely);
    }
    forgetHook();
    done.complete(null);
  }

  private void await() {
    try {
      done.get(endWait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException endNeverCame) {
      log.warn("The actor system did not end within {}", endWait);
      run();
    } catch (ExecutionException | InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The JVM is going down already, and the hook with it.
    }
  }

  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failure) {
      log.error("A task at the end of the node failed", failure);
    }
  }
}
