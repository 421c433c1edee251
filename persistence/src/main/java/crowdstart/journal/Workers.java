package crowdstart.journal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that may block on the database. They end by themselves when there is nothing to do. */
final class Workers {

  private static final Duration IDLE_MAX = Duration.ofSeconds(10);

  private Workers() {}

  static Executor named(String name, int count) {
    var executor =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_MAX.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name(name + "-", 1).factory());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
