package crowdstart.stream;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Whether this node is about to stop. Singletons are handed over only behind the entities: whoever
 * goes on waking those meanwhile fills the buffers of shards that are leaving.
 */
public final class Stopping {
  private Stopping() {}

  /** What is to be done; nothing on a node that stops: the next one finds the same. */
  public static <T> CompletionStage<List<T>> orNothing(
      ActorSystem<?> system, Supplier<CompletionStage<List<T>>> due) {
    return CoordinatedShutdown.get(system).getShutdownReason().isPresent()
        ? CompletableFuture.completedStage(List.of())
        : due.get();
  }
}
