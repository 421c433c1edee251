package crowdstart.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.TestDatabase;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

/**
 * How many new entities a second start and persist one small event: the plugin's own way against
 * ours, in turn. Not a check: run it with {@code -Dtest=JournalBenchmark}.
 */
class JournalBenchmark {

  private static final int ENTITIES = 20_000;
  private static final int ROUNDS = 3;

  private final DatabaseAddress address = TestDatabase.migrated();

  @Test
  void newEntities() throws InterruptedException {
    var plugin =
        ConfigFactory.parseString(
            "order-journal { parallelism = 4, batchSize = 400,"
                + " dao = org.apache.pekko.persistence.jdbc.journal.dao.DefaultJournalDao }");
    try (var theirs = new TestSystem(address, plugin);
        var ours = new TestSystem(address)) {
      Config closed =
          ours.system()
              .settings()
              .config()
              .root()
              .withFallback(ConfigValueFactory.fromAnyRef("end"))
              .toConfig();
      for (int round = 0; round < ROUNDS; round++) {
        run("plugin's own", theirs, round, Optional.empty());
        run("ours", ours, round, Optional.empty());
        run("ours, closed configuration", ours, round, Optional.of(closed));
      }
      System.out.println(Journals.of(ours.system()).states());
    }
  }

  private static void run(String name, TestSystem system, int round, Optional<Config> config)
      throws InterruptedException {
    var done = new CountDownLatch(ENTITIES);
    var replies =
        system.spawn(
            Behaviors.<Done>receiveMessage(_ -> {
              done.countDown();
              return Behaviors.same();
            }));
    long start = System.nanoTime();
    system.spawn(parent(name + round, config, replies));
    done.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%-28s %6.0f a second%n", name, ENTITIES / seconds);
  }

  private static Behavior<Done> parent(
      String name, Optional<Config> config, ActorRef<Done> replies) {
    return Behaviors.setup(context -> {
      for (int i = 0; i < ENTITIES; i++) {
        context
            .spawnAnonymous(Notebook.create("order-journal", name + i, config))
            .tell(new Notebook.Write("a small event", replies));
      }
      return Behaviors.empty();
    });
  }
}
