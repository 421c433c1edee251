package crowdstart.stream;

import crowdstart.campaign.Stage;
import crowdstart.payment.EndReason;
import crowdstart.payment.PaymentAnswer;
import crowdstart.payment.Payments;
import crowdstart.view.PaymentLists;
import crowdstart.view.PaymentLists.Collectable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through what collection runs have left, so many a second: funded campaigns are charged, the
 * others released. It remembers nothing: what is left is read from the view each time, so that a
 * run goes on wherever another node has left it, and one that is told twice does not mind.
 */
public final class CollectionDesk {
  /** How often it takes the next of them. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(CollectionDesk.class);

  private CollectionDesk() {}

  private sealed interface Message {}

  private record Look() implements Message {}

  private record Found(List<Collectable> left) implements Message {}

  private record Told() implements Message {}

  private record Failed(String why) implements Message {}

  /**
   * Begins, on one node of the cluster.
   *
   * @param perSecondMax how many payments are begun a second, over all campaigns: providers limit
   *     it
   */
  public static void start(
      ActorSystem<?> system, PaymentLists lists, Payments payments, int perSecondMax) {
    ClusterSingleton.get(system)
        .init(
            SingletonActor.of(
                behavior(
                    after ->
                        Stopping.orNothing(system, () -> lists.collectable(after, perSecondMax)),
                    payments,
                    perSecondMax),
                "collection-desk"));
  }

  /**
   * @param collectable what is left behind one that was told, or, behind null, all that is
   */
  private static Behavior<Message> behavior(
      Function<@Nullable Collectable, CompletionStage<List<Collectable>>> collectable,
      Payments payments,
      int max) {
    return Behaviors.withTimers(timers -> {
      timers.startSingleTimer(new Look(), INTERVAL);
      Turns turns = new Turns();
      return Behaviors.receive((context, message) -> {
        switch (message) {
          case Look _ ->
              context.pipeToSelf(
                  collectable.apply(turns.next()),
                  (left, failure) ->
                      left != null ? new Found(left) : new Failed(String.valueOf(failure)));
          case Found(List<Collectable> left) -> {
            turns.took(left, max);
            // The next look comes no sooner, however fast these were.
            CompletableFuture<?>[] told =
                left.stream()
                    .map(one -> tell(payments, one).toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new);
            context.pipeToSelf(
                CompletableFuture.allOf(told),
                (_, failure) -> failure == null ? new Told() : new Failed(failure.toString()));
          }
          case Told _ -> timers.startSingleTimer(new Look(), INTERVAL);
          case Failed(String why) -> {
            log.warn("collecting failed, will go on: {}", why);
            timers.startSingleTimer(new Look(), INTERVAL);
          }
        }
        return Behaviors.same();
      });
    });
  }

  /**
   * Where to look next: in turn at the oldest of all, so that a run that begins with old pledges
   * waits for no other, and behind where it was, so that what stays in the list holds up nobody.
   */
  private static final class Turns {
    private @Nullable Collectable last;
    private boolean isAtOldest;

    @Nullable Collectable next() {
      isAtOldest = !isAtOldest;
      return isAtOldest ? null : last;
    }

    void took(List<Collectable> left, int max) {
      if (left.size() < max) {
        last = null;
      } else if (!isAtOldest || last == null) {
        last = left.getLast();
      }
    }
  }

  private static CompletionStage<PaymentAnswer> tell(Payments payments, Collectable one) {
    return switch (one.outcome()) {
      case FUNDED -> payments.collect(one.order());
      case UNFUNDED -> payments.end(one.order(), EndReason.CAMPAIGN_UNFUNDED);
      case CANCELLED -> payments.end(one.order(), EndReason.CAMPAIGN_CANCELLED);
      case DRAFT, LIVE -> throw new IllegalStateException("not closed: " + Stage.LIVE);
    };
  }
}
