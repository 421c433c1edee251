package crowdstart.fulfilment;

import com.typesafe.config.Config;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.persistence.typed.JournalPersistFailed;
import org.apache.pekko.persistence.typed.JournalPersistRejected;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the entities of this stream are stored, and what their askers learn of it.
 *
 * @param <M> messages
 * @param <E> events
 * @param <S> states
 * @param <A> answers
 */
abstract class StoredFulfilment<M, E extends FulfilmentEvent, S, A>
    extends EventSourcedBehavior<M, E, S> {
  private static final BackoffSupervisorStrategy RESTART =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  private final ActorContext<M> context;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final FulfilmentSettings settings;

  /** Who waits for the commit under way; commands that come meanwhile are held back by Pekko. */
  private @Nullable ActorRef<A> waiting;

  StoredFulfilment(
      String type,
      String id,
      ActorContext<M> context,
      ActorRef<ClusterSharding.ShardCommand> shard,
      FulfilmentSettings settings) {
    super(PersistenceId.of(type, id), RESTART);
    this.context = context;
    this.shard = shard;
    this.settings = settings;
  }

  /** What is told to whoever waits for a commit that nobody knows the outcome of. */
  abstract A unknown();

  abstract A answer(S state);

  /** Whether nothing more is expected to happen to it, so that it need not stay in memory. */
  abstract boolean isIdle(S state);

  final Effect<E, S> store(E event, ActorRef<A> replyTo) {
    waiting = replyTo;
    return Effect()
        .persist(event)
        .thenRun(state -> {
          waiting = null;
          replyTo.tell(answer(state));
          restIfIdle(state);
        });
  }

  final Effect<E, S> reply(ActorRef<A> replyTo, A answer) {
    return Effect()
        .none()
        .thenRun(state -> {
          replyTo.tell(answer);
          restIfIdle(state);
        });
  }

  private void restIfIdle(S state) {
    if (isIdle(state)) {
      shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }
  }

  final Instant now() {
    return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public SignalHandler<S> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(JournalPersistFailed.class, (state, failed) -> failWaiting())
        .onSignal(JournalPersistRejected.class, (state, rejected) -> failWaiting())
        .onSignal(RecoveryCompleted.class, (state, completed) -> failWaiting())
        .build();
  }

  private void failWaiting() {
    ActorRef<A> asker = waiting;
    waiting = null;
    if (asker != null) {
      asker.tell(unknown());
    }
  }

  @Override
  public String journalPluginId() {
    return "fulfilment-journal";
  }

  @Override
  public String snapshotPluginId() {
    return "pekko.persistence.no-snapshot-store"; // A handful of events is read at once.
  }

  @Override
  public Optional<Config> journalPluginConfig() {
    return Optional.of(settings.pluginConfig());
  }

  @Override
  public Optional<Config> snapshotPluginConfig() {
    return Optional.of(settings.pluginConfig());
  }
}
