package crowdstart.payment;

import crowdstart.campaign.Stage;
import crowdstart.identity.CampaignId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/**
 * Keeps whether a campaign's payments are being collected. The work is done by whoever reads which
 * payments are left, and stops when this says paused.
 */
public final class CollectionEntity
    extends EventSourcedBehavior<CollectionMessage, CollectionEvent, CollectionState> {
  public static final EntityTypeKey<CollectionMessage> TYPE =
      EntityTypeKey.create(CollectionMessage.class, "collection");

  private final InstantSource clock;

  public static Behavior<CollectionMessage> create(CampaignId campaign, InstantSource clock) {
    return Behaviors.setup(_ -> new CollectionEntity(campaign, clock));
  }

  private CollectionEntity(CampaignId campaign, InstantSource clock) {
    super(
        PersistenceId.of(TYPE.name(), campaign.value()),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2));
    this.clock = clock;
  }

  @Override
  public CollectionState emptyState() {
    return new CollectionState.Absent();
  }

  @Override
  public EventHandler<CollectionState, CollectionEvent> eventHandler() {
    return CollectionState::evolve;
  }

  @Override
  public CommandHandler<CollectionMessage, CollectionEvent, CollectionState> commandHandler() {
    return this::onMessage;
  }

  private Effect<CollectionEvent, CollectionState> onMessage(
      CollectionState state, CollectionMessage message) {
    return switch (message) {
      case CollectionMessage.Begin(Stage outcome, ActorRef<CollectionAnswer> replyTo) ->
          state instanceof CollectionState.Absent
              ? store(new CollectionEvent.Begun(outcome, now()), replyTo)
              : reply(replyTo);
      case CollectionMessage.Pause(ActorRef<CollectionAnswer> replyTo) ->
          state instanceof CollectionState.Running
              ? store(new CollectionEvent.Paused(now()), replyTo)
              : reply(replyTo);
      case CollectionMessage.Resume(ActorRef<CollectionAnswer> replyTo) ->
          state instanceof CollectionState.Paused
              ? store(new CollectionEvent.Resumed(now()), replyTo)
              : reply(replyTo);
      case CollectionMessage.Read(ActorRef<CollectionAnswer> replyTo) -> reply(replyTo);
      case CollectionMessage.Stop _ -> Effect().stop();
    };
  }

  private Effect<CollectionEvent, CollectionState> store(
      CollectionEvent event, ActorRef<CollectionAnswer> replyTo) {
    return Effect().persist(event).thenRun(next -> replyTo.tell(answer(next)));
  }

  private Effect<CollectionEvent, CollectionState> reply(ActorRef<CollectionAnswer> replyTo) {
    return Effect().none().thenRun(same -> replyTo.tell(answer(same)));
  }

  private static CollectionAnswer answer(CollectionState state) {
    return switch (state) {
      case CollectionState.Absent _ -> new CollectionAnswer.NotBegun();
      case CollectionState.Running(Stage outcome) -> new CollectionAnswer.Found(outcome, false);
      case CollectionState.Paused(Stage outcome) -> new CollectionAnswer.Found(outcome, true);
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public String journalPluginId() {
    return "payment-journal";
  }

  @Override
  public String snapshotPluginId() {
    return "pekko.persistence.no-snapshot-store";
  }
}
