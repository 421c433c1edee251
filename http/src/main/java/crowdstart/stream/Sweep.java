package crowdstart.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for entities for which something is due, and wakes them, on one node of the cluster. Waking
 * changes nothing by itself, so it does no harm to wake too often.
 *
 * @param <T> what names an entity
 */
final class Sweep<T> {
  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  private final String name;
  private final Duration interval;
  private final Supplier<CompletionStage<List<T>>> due;
  private final Consumer<T> wake;

  /** What it receives. */
  sealed interface Message<T> {}

  private record Look<T>() implements Message<T> {}

  private record Found<T>(List<T> due) implements Message<T> {}

  private record Failed<T>(String why) implements Message<T> {}

  Sweep(String name, Duration interval, Supplier<CompletionStage<List<T>>> due, Consumer<T> wake) {
    this.name = name;
    this.interval = interval;
    this.due = due;
    this.wake = wake;
  }

  /**
   * Begins to look.
   *
   * @param name of the singleton: the same on all nodes, also on those of the version before
   * @param interval from an answer to the next look
   * @param due the entities to wake; bounded by itself
   */
  static <T> void start(
      ActorSystem<?> system,
      String name,
      Duration interval,
      Supplier<CompletionStage<List<T>>> due,
      Consumer<T> wake) {
    var sweep = new Sweep<>(name, interval, () -> Stopping.orNothing(system, due), wake);
    ClusterSingleton.get(system).init(SingletonActor.of(sweep.behavior(), name));
  }

  Behavior<Message<T>> behavior() {
    return Behaviors.withTimers(timers -> {
      timers.startSingleTimer(new Look<>(), interval);
      return Behaviors.receive((context, message) -> {
        switch (message) {
          case Look<T> _ ->
              context.pipeToSelf(
                  due.get(),
                  (found, failure) ->
                      found != null ? new Found<>(found) : new Failed<>(String.valueOf(failure)));
          case Found<T>(List<T> found) -> {
            found.forEach(wake);
            timers.startSingleTimer(new Look<>(), interval);
          }
          case Failed<T>(String why) -> {
            log.warn("{} could not look, will look again: {}", name, why);
            timers.startSingleTimer(new Look<>(), interval);
          }
        }
        return Behaviors.same();
      });
    });
  }
}
