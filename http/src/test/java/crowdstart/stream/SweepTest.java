package crowdstart.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import crowdstart.identity.OrderId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static final OrderId ORDER = new OrderId("local-00000000000000000000000000");

  @Test
  void aNodeThatStopsWakesNothingMore() {
    AtomicInteger claims = new AtomicInteger();
    AtomicInteger wakes = new AtomicInteger();
    AtomicInteger looks = new AtomicInteger();
    ActorSystem<Void> system = system();
    CompletableFuture<Done> drained = new CompletableFuture<>();
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "drain", () -> drained);
    system.systemActorOf(
        new Sweep<>(
                "sweep",
                Duration.ofMillis(100),
                () -> {
                  looks.incrementAndGet();
                  return Stopping.orNothing(
                      system,
                      () -> {
                        claims.incrementAndGet();
                        return CompletableFuture.completedStage(List.of(ORDER));
                      });
                },
                _ -> wakes.incrementAndGet())
            .behavior(),
        "sweep",
        org.apache.pekko.actor.typed.Props.empty());
    await().until(() -> wakes.get() > 0);

    var ended = shutdown.runAll(CoordinatedShutdown.unknownReason()).toCompletableFuture();

    int looked = looks.get();
    await().until(() -> looks.get() > looked);
    int claimed = claims.get();
    await().until(() -> looks.get() > looked + 2);
    assertThat(claims).hasValue(claimed);
    assertThat(wakes).hasValueLessThanOrEqualTo(claimed);
    drained.complete(Done.done());
    ended.join();
  }

  private static ActorSystem<Void> system() {
    return ActorSystem.create(
        Behaviors.empty(),
        "sweep",
        ConfigFactory.parseString(
                """
                pekko.loglevel = OFF
                pekko.stdout-loglevel = OFF
                pekko.coordinated-shutdown.exit-jvm = off
                pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                """)
            .withFallback(ConfigFactory.defaultReference()));
  }
}
