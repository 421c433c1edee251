package crowdstart.feed;

import crowdstart.database.TestDatabase;
import crowdstart.journal.Notebook;
import crowdstart.journal.TestSystem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.Done;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * How long an event takes from the answer to its writer until a view handles it, with little going
 * on. Not a check: run it with {@code -Dtest=FeedBenchmark}.
 */
class FeedBenchmark {

  private static final int EVENTS = 400;
  private static final Duration PAUSE = Duration.ofMillis(30);

  @Test
  void commitToHandler() {
    Map<String, Long> written = new HashMap<>();
    Map<String, Long> handled = new ConcurrentHashMap<>();
    try (var system = new TestSystem(TestDatabase.migrated())) {
      var feed =
          new Feed<>(system.system(), "watch", "order-journal", String.class, FeedSettings.DEFAULT);
      system.spawn(
          Projections.behavior(
              system.system(),
              "watch",
              feed,
              () ->
                  (_, page) ->
                      page.events()
                          .forEach(event -> handled.put(event.event(), System.nanoTime()))));
      for (int i = 0; i < EVENTS; i++) {
        String line = "line " + i;
        var notebook = system.spawn(Notebook.create("order-journal", "watched-" + i));
        TestSystem.await(
            system.<Notebook.Command, Done>ask(
                notebook, replyTo -> new Notebook.Write(line, replyTo)));
        written.put(line, System.nanoTime());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      Awaitility.await().until(() -> handled.size() == EVENTS);
    }
    long[] waits =
        written.entrySet().stream()
            .skip(EVENTS / 4)
            .mapToLong(entry -> handled.getOrDefault(entry.getKey(), 0L) - entry.getValue())
            .sorted()
            .toArray();
    System.out.printf(
        "commit to handler: p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
        waits[waits.length / 2] / 1e6,
        waits[waits.length * 99 / 100] / 1e6,
        waits[waits.length - 1] / 1e6);
  }
}
