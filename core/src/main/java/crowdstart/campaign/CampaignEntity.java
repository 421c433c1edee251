package crowdstart.campaign;

import crowdstart.identity.CampaignId;
import crowdstart.identity.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.JournalPersistFailed;
import org.apache.pekko.persistence.typed.JournalPersistRejected;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * Keeps one campaign. Adds no rules: decides what its gate hands it, stores the outcome as one
 * write, and answers behind the commit. The gate sends one message at a time.
 */
final class CampaignEntity
    extends EventSourcedBehavior<CampaignEntity.Message, CampaignEvent, CampaignState> {

  sealed interface Message {}

  record Commit(List<StockCommand> commands, Instant now, Instant expiresAt) implements Message {}

  record Manage(ManageCommand command, Instant now) implements Message {}

  static final String PERSISTENCE_TYPE = "campaign";
  private static final Duration BACKOFF_MIN = Duration.ofMillis(100);
  private static final Duration BACKOFF_MAX = Duration.ofSeconds(5);
  private static final double BACKOFF_JITTER = 0.2;

  private final ActorContext<Message> context;
  private final Region region;
  private final ActorRef<GateMessage> gate;
  private final SnapshotPace pace = new SnapshotPace();

  static Behavior<Message> create(CampaignId campaign, ActorRef<GateMessage> gate) {
    return Behaviors.setup(context -> new CampaignEntity(context, campaign, gate));
  }

  private CampaignEntity(
      ActorContext<Message> context, CampaignId campaign, ActorRef<GateMessage> gate) {
    super(
        PersistenceId.of(PERSISTENCE_TYPE, campaign.value()),
        SupervisorStrategy.restartWithBackoff(BACKOFF_MIN, BACKOFF_MAX, BACKOFF_JITTER));
    this.context = context;
    this.region = new Region(campaign.region());
    this.gate = gate;
  }

  @Override
  public CampaignState emptyState() {
    return new CampaignState.Absent();
  }

  @Override
  public CommandHandler<Message, CampaignEvent, CampaignState> commandHandler() {
    return this::onMessage;
  }

  @Override
  public EventHandler<CampaignState, CampaignEvent> eventHandler() {
    return (state, event) -> {
      // What is read back counts, too: a campaign that sells slowly rests in between.
      pace.count(event);
      return Campaign.evolve(state, event);
    };
  }

  private Effect<CampaignEvent, CampaignState> onMessage(CampaignState state, Message message) {
    return switch (message) {
      case Commit commit -> commit(state, commit);
      case Manage manage -> manage(state, manage);
    };
  }

  private Effect<CampaignEvent, CampaignState> commit(CampaignState state, Commit commit) {
    StockDecision decision =
        Campaign.decide(state, commit.commands(), commit.now(), commit.expiresAt());
    if (decision.moves().isEmpty() && !endsAnOrder(state, commit.commands(), decision)) {
      return Effect()
          .none()
          .thenRun(same -> gate.tell(new GateMessage.Committed(decision, same, version())));
    }
    return Effect()
        .persist(new CampaignEvent.StockMoved(decision.moves(), decision.totals(), commit.now()))
        .thenRun(next -> gate.tell(new GateMessage.Committed(decision, next, version())));
  }

  /**
   * An order whose hold is gone expires for good. So that is said behind a write only: where
   * another node has written since this state was read, the write fails, and the state is read
   * again (K2).
   */
  private static boolean endsAnOrder(
      CampaignState state, List<StockCommand> commands, StockDecision decision) {
    if (state instanceof CampaignState.Absent || state instanceof CampaignState.Draft) {
      return false;
    }
    for (int i = 0; i < commands.size(); i++) {
      if (decision.answers().get(i) instanceof StockAnswer.NotHeld
          && (commands.get(i) instanceof StockCommand.ConfirmHold
              || commands.get(i) instanceof StockCommand.FindHold)) {
        return true;
      }
    }
    return false;
  }

  private Effect<CampaignEvent, CampaignState> manage(CampaignState state, Manage manage) {
    Decision decision = Campaign.decide(state, manage.command(), manage.now());
    return switch (decision) {
      case Decision.Accept(List<CampaignEvent> events) ->
          Effect()
              .persist(events)
              .thenRun(next -> gate.tell(new GateMessage.Managed(decision, next, version())));
      case Decision.AlreadyDone _, Decision.Reject _ ->
          Effect()
              .none()
              .thenRun(same -> gate.tell(new GateMessage.Managed(decision, same, version())));
    };
  }

  @Override
  public SignalHandler<CampaignState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.class,
            (state, signal) -> gate.tell(new GateMessage.Recovered(state, version())))
        .onSignal(RecoveryFailed.class, (state, failed) -> pace.restart())
        .onSignal(JournalPersistFailed.class, (state, failed) -> commitFailed(failed.failure()))
        .onSignal(JournalPersistRejected.class, (state, failed) -> commitFailed(failed.failure()))
        .build();
  }

  private void commitFailed(Throwable failure) {
    context.getLog().warn("a commit failed, will read back: {}", failure.toString());
    pace.restart();
    gate.tell(new GateMessage.CommitFailed());
  }

  @Override
  public boolean shouldSnapshot(CampaignState state, CampaignEvent event, long sequenceNumber) {
    return !isRehearsal() && pace.isDue(state, event);
  }

  @Override
  public String journalPluginId() {
    return isRehearsal() ? "warmup-journal" : "campaign-journal";
  }

  @Override
  public String snapshotPluginId() {
    return isRehearsal() ? "pekko.persistence.no-snapshot-store" : "campaign-snapshots";
  }

  /** Of which nothing is read back. */
  private boolean isRehearsal() {
    return region.equals(Region.WARM_UP);
  }

  private long version() {
    return lastSequenceNumber(context);
  }
}
