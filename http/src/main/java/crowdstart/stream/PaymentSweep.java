package crowdstart.stream;

import crowdstart.identity.OrderId;
import crowdstart.payment.Payments;
import crowdstart.view.PaymentLists;
import java.time.Duration;
import java.time.InstantSource;
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
 * Wakes payments for which something is due: what a node that is gone has left undone, a retry, or
 * a look at the provider, whose webhook may have been lost (W7). Waking changes nothing by itself.
 */
public final class PaymentSweep {
  /** How often to look. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** How many are woken by one look, each of which may mean a call to the provider. */
  static final int WAKES_MAX = 50;

  private static final Logger log = LoggerFactory.getLogger(PaymentSweep.class);

  private PaymentSweep() {}

  /** What it receives. */
  sealed interface Message {}

  private record Look() implements Message {}

  private record Found(List<OrderId> due) implements Message {}

  private record Failed(String why) implements Message {}

  public static void start(
      ActorSystem<?> system, PaymentLists lists, Payments payments, InstantSource clock) {
    ClusterSingleton.get(system)
        .init(
            SingletonActor.of(
                behavior(
                    () ->
                        Stopping.orNothing(
                            system, () -> lists.claimDue(clock.instant(), WAKES_MAX)),
                    payments::wake),
                "payment-sweep"));
  }

  static Behavior<Message> behavior(
      Supplier<CompletionStage<List<OrderId>>> claim, Consumer<OrderId> wake) {
    return Behaviors.withTimers(timers -> {
      timers.startSingleTimer(new Look(), INTERVAL);
      return Behaviors.receive((context, message) -> {
        switch (message) {
          case Look _ ->
              context.pipeToSelf(
                  claim.get(),
                  (due, failure) ->
                      due != null ? new Found(due) : new Failed(String.valueOf(failure)));
          case Found(List<OrderId> due) -> {
            due.forEach(wake);
            timers.startSingleTimer(new Look(), INTERVAL);
          }
          case Failed(String why) -> {
            log.warn("looking for due payments failed, will look again: {}", why);
            timers.startSingleTimer(new Look(), INTERVAL);
          }
        }
        return Behaviors.same();
      });
    });
  }
}
