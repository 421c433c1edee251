package crowdstart.campaign;

import crowdstart.identity.CampaignId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

/**
 * The queue in front of a campaign, and the sharded actor that the cluster knows it by. It always
 * answers: at most one commit is in flight, what waits meanwhile is committed together next, and
 * what cannot wait is told so. There is no timer in it: a batch grows as the commit slows.
 */
public final class CampaignGate extends AbstractBehavior<GateMessage> {
  public static final EntityTypeKey<GateMessage> TYPE =
      EntityTypeKey.create(GateMessage.class, "campaign");

  private static final Duration TICK = Duration.ofSeconds(1);

  private final CampaignId campaign;
  private final GateSettings settings;
  private final TimerScheduler<GateMessage> timers;
  private final ActorRef<CampaignEntity.Message> entity;
  private final GateQueue queue;
  private final BatchReply.Outbox outbox = new BatchReply.Outbox();
  private final GateDesk desk = new GateDesk();
  private final Watchers watchers = new Watchers();
  private final MinuteCount lastMinute = new MinuteCount();

  private @Nullable CampaignState state;
  private @Nullable Refusals refusals;
  private long version;
  private boolean isCommitting;
  private long commitStarted;
  private GateMessage.@Nullable Manage managing;
  private long publishedAt;
  private long publishedLastMinute;
  private boolean isStopping;

  public static Behavior<GateMessage> create(CampaignId campaign, GateSettings settings) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> new CampaignGate(context, timers, campaign, settings)));
  }

  private CampaignGate(
      ActorContext<GateMessage> context,
      TimerScheduler<GateMessage> timers,
      CampaignId campaign,
      GateSettings settings) {
    super(context);
    this.campaign = campaign;
    this.settings = settings;
    this.timers = timers;
    this.queue = new GateQueue(settings.queueMax());
    this.entity = context.spawn(CampaignEntity.create(campaign, context.getSelf()), "entity");
    context.watchWith(entity, new GateMessage.EntityEnded());
    this.publishedAt = System.nanoTime() - Watchers.PACE.toNanos();
    timers.startTimerWithFixedDelay(new GateMessage.Tick(), TICK);
  }

  @Override
  public Receive<GateMessage> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<GateMessage> onMessage(GateMessage message) {
    switch (message) {
      case GateMessage.Batch batch -> accept(batch);
      case GateMessage.Manage manage -> desk.add(manage);
      case GateMessage.Read read -> read(read);
      case GateMessage.Watch(ActorRef<CampaignStats> watcher) -> watch(watcher);
      case GateMessage.Unwatch(ActorRef<CampaignStats> watcher) -> watchers.remove(watcher);
      case GateMessage.Wake _ -> {}
      case GateMessage.Recovered recovered -> recovered(recovered);
      case GateMessage.Committed committed -> committed(committed);
      case GateMessage.Managed managed -> managed(managed);
      case GateMessage.CommitFailed _ -> commitFailed();
      case GateMessage.EntityEnded _ -> {
        commitFailed();
        stop();
      }
      case GateMessage.Tick _ -> tick();
      case GateMessage.Publish _ -> publish();
      case GateMessage.Stop _ -> stop();
    }
    commitNext();
    outbox.send();
    settings.observer().queued(campaign, queue.size());
    if (isStopping && !isCommitting) {
      settings.observer().stopped(campaign);
      return Behaviors.stopped();
    }
    return this;
  }

  private void accept(GateMessage.Batch batch) {
    BatchReply reply = outbox.reply(batch);
    long nanos = System.nanoTime();
    Instant now = now();
    for (int i = 0; i < batch.commands().size(); i++) {
      StockCommand command = batch.commands().get(i);
      HoldRefusal refusal = refusalFromMemory(command, now);
      long deadline = nanos + Duration.ofMillis(batch.patience().get(i)).toNanos();
      if (isStopping) {
        reply.add(i, new StockAnswer.Unknown());
      } else if (refusal != null) {
        reply.add(i, new StockAnswer.Refused(refusal));
      } else if (!queue.offer(new GateQueue.Waiting(command, i, deadline, reply))) {
        reply.add(i, new StockAnswer.Overloaded(queue.retryAfterMillis()));
        settings.observer().overloaded(campaign);
      }
    }
  }

  private @Nullable HoldRefusal refusalFromMemory(StockCommand command, Instant now) {
    if (state == null || !(command instanceof StockCommand.PlaceHold place)) {
      return null;
    }
    if (refusals == null) {
      refusals = new Refusals(state);
    }
    return refusals.of(place, now);
  }

  private void read(GateMessage.Read read) {
    if (state == null) {
      desk.add(read);
    } else {
      answer(read, state);
    }
  }

  private void answer(GateMessage.Read read, CampaignState current) {
    read.replyTo().tell(GateAnswers.read(current, version, lastMinute.at(now())));
  }

  private void watch(ActorRef<CampaignStats> watcher) {
    watchers.add(watcher, System.nanoTime());
    if (state instanceof CampaignState.Known known) {
      watcher.tell(standing(known).stats());
    }
  }

  private void recovered(GateMessage.Recovered recovered) {
    if (isCommitting) {
      commitFailed();
    }
    // After a failure the orders of the last minute are counted already.
    if (version == 0 && recovered.state() instanceof CampaignState.Known known) {
      known
          .stock()
          .holds()
          .values()
          .forEach(hold -> lastMinute.add(hold.expiresAt().minus(settings.holdDuration()), 1));
    }
    know(recovered.state());
    version = recovered.version();
    desk.takeReads().forEach(read -> answer(read, recovered.state()));
    changed();
  }

  private void committed(GateMessage.Committed committed) {
    long nanos = System.nanoTime() - commitStarted;
    StockDecision decision = committed.decision();
    advance(committed.state(), committed.version());
    int size = queue.committed(decision.answers(), nanos);
    if (!decision.moves().isEmpty()) {
      settings.observer().committed(campaign, size, nanos);
      long placed = decision.moves().stream().filter(Move.Held.class::isInstance).count();
      lastMinute.add(now(), placed);
      changed();
    }
  }

  private void managed(GateMessage.Managed managed) {
    advance(managed.state(), managed.version());
    GateMessage.Manage asked = managing;
    managing = null;
    if (asked != null) {
      asked.replyTo().tell(GateAnswers.managed(managed, lastMinute.at(now())));
    }
    changed();
  }

  private void advance(CampaignState next, long nextVersion) {
    isCommitting = false;
    know(next);
    version = nextVersion;
  }

  private void know(@Nullable CampaignState next) {
    state = next;
    refusals = null;
  }

  /** The entity starts again by itself; until it has, nothing may be decided. */
  private void commitFailed() {
    isCommitting = false;
    know(null);
    queue.failInFlight();
    if (managing != null) {
      managing.replyTo().tell(new ManageAnswer.Unknown());
      managing = null;
    }
  }

  private void commitNext() {
    if (isCommitting || isStopping || state == null) {
      return;
    }
    Instant now = now();
    if (state instanceof CampaignState.Live live && !now.isBefore(live.details().deadline())) {
      // Before all that waits, or a queue that never empties would keep a campaign open.
      begin(new CampaignEntity.Manage(new ManageCommand.Close(), now));
      return;
    }
    GateMessage.Manage next = desk.nextManage();
    if (next != null) {
      begin(new CampaignEntity.Manage(next.command(), now));
      managing = next;
      return;
    }
    if (queue.isEmpty()) {
      return;
    }
    List<StockCommand> batch = queue.next(settings.batchMax(), System.nanoTime());
    if (!batch.isEmpty()) {
      begin(new CampaignEntity.Commit(batch, now, now.plus(settings.holdDuration())));
    }
  }

  private void begin(CampaignEntity.Message message) {
    isCommitting = true;
    commitStarted = System.nanoTime();
    entity.tell(message);
  }

  /** Looks for what time alone brings: holds that ran out. The deadline is seen to in any case. */
  private void tick() {
    watchers.forgetExpired(System.nanoTime());
    if (lastMinute.at(now()) != publishedLastMinute) {
      changed();
    }
    Instant now = now();
    if (!isCommitting
        && state instanceof CampaignState.Live live
        && now.isBefore(live.details().deadline())
        && live.stock().hasLapsed(now)) {
      List<StockCommand> batch = queue.next(settings.batchMax(), System.nanoTime());
      begin(new CampaignEntity.Commit(batch, now, now.plus(settings.holdDuration())));
    }
  }

  private void changed() {
    if (watchers.isEmpty() || timers.isTimerActive(GateMessage.Publish.class)) {
      return;
    }
    long wait = Watchers.PACE.toNanos() - (System.nanoTime() - publishedAt);
    if (wait <= 0) {
      publish();
    } else {
      timers.startSingleTimer(
          GateMessage.Publish.class, new GateMessage.Publish(), Duration.ofNanos(wait));
    }
  }

  private void publish() {
    if (state instanceof CampaignState.Known known) {
      CampaignStats stats = standing(known).stats();
      publishedAt = System.nanoTime();
      publishedLastMinute = stats.ordersLastMinute();
      watchers.publish(stats);
    }
  }

  /** What waits was not begun, so it is sent back at once; what is in flight is awaited. */
  private void stop() {
    isStopping = true;
    queue.failWaiting();
    desk.close();
  }

  private CampaignStanding standing(CampaignState.Known known) {
    return CampaignStanding.of(known, version, lastMinute.at(now()));
  }

  /** In milliseconds, as it is stored, so that what is replayed equals what was decided. */
  private Instant now() {
    return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
