package crowdstart.loadtest.process;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Every process that was started, so that none is left behind, whatever happens. Newest first out.
 */
public final class Children implements AutoCloseable {
  private final Deque<Child> running = new ArrayDeque<>();
  private final Thread hook = new Thread(this::stopAll, "stop-children");

  public Children() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  public synchronized Child add(Child child) {
    running.push(child);
    return child;
  }

  public synchronized void stop(Child child) {
    running.remove(child);
    child.stop();
  }

  @Override
  public void close() {
    stopAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook finds nothing left to do.
    }
  }

  private synchronized void stopAll() {
    while (!running.isEmpty()) {
      running.pop().stop();
    }
  }
}
