package crowdstart.http.stream;

import crowdstart.campaign.CampaignStats;
import crowdstart.campaign.Campaigns;
import crowdstart.identity.CampaignId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** Watches one campaign for all watchers on this node, and encodes each event once. */
final class StatsHub extends AbstractBehavior<HubMessage> {
  /** The shortest time between two events. With the first one, ten in any second. */
  static final Duration PACE = Duration.ofMillis(115);

  /**
   * Events that a campaign's watchers on this node get a second, all together: beyond 115 of them
   * each gets fewer, so that watching does not take the processor from ordering.
   */
  static final int EVENTS_PER_SECOND_MAX = 1_000;

  /** The longest time between two events while there is something new, however many watch. */
  static final Duration PACE_MAX = Duration.ofSeconds(2);

  /** Well within the lease that a gate gives. */
  static final Duration RENEWAL = Duration.ofSeconds(5);

  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** How long a hub stays when its last watcher has gone: a page that is reloaded comes back. */
  static final Duration LINGER = Duration.ofSeconds(5);

  private final CampaignId campaign;
  private final Campaigns campaigns;
  private final ActorRef<StatsHubs.Message> parent;
  private final TimerScheduler<HubMessage> timers;
  private final ActorRef<CampaignStats> self;
  private final Set<Watcher> watchers = new HashSet<>();
  private @Nullable CampaignStats newest;
  private @Nullable StatsEvent event;
  private long publishedAt = System.nanoTime() - PACE.toNanos();
  private boolean isDraining;

  static Behavior<HubMessage> create(
      CampaignId campaign, Campaigns campaigns, ActorRef<StatsHubs.Message> parent) {
    return Behaviors.setup(context ->
        Behaviors.withTimers(timers -> new StatsHub(context, timers, campaign, campaigns, parent)));
  }

  private StatsHub(
      ActorContext<HubMessage> context,
      TimerScheduler<HubMessage> timers,
      CampaignId campaign,
      Campaigns campaigns,
      ActorRef<StatsHubs.Message> parent) {
    super(context);
    this.campaign = campaign;
    this.campaigns = campaigns;
    this.parent = parent;
    this.timers = timers;
    this.self = context.messageAdapter(CampaignStats.class, HubMessage.Changed::new);
    campaigns.watch(campaign, self);
    timers.startTimerWithFixedDelay(new HubMessage.Renew(), RENEWAL);
    timers.startTimerWithFixedDelay(new HubMessage.Heartbeat(), HEARTBEAT);
    timers.startSingleTimer(new HubMessage.Linger(), LINGER);
  }

  @Override
  public Receive<HubMessage> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<HubMessage> onMessage(HubMessage message) {
    switch (message) {
      case HubMessage.Join(Watcher watcher, CampaignStats seed) -> join(watcher, seed);
      case HubMessage.Leave(Watcher watcher) -> leave(watcher);
      case HubMessage.Changed(CampaignStats stats) -> changed(stats);
      case HubMessage.Publish _ -> publish();
      case HubMessage.Renew _ -> campaigns.watch(campaign, self);
      case HubMessage.Heartbeat _ -> watchers.forEach(Watcher::heartbeat);
      case HubMessage.Linger _ -> parent.tell(new StatsHubs.Idle(campaign, getContext().getSelf()));
      case HubMessage.Drain _ -> drain();
      case HubMessage.StopIfIdle _ -> {
        if (watchers.isEmpty()) {
          campaigns.unwatch(campaign, self);
          return Behaviors.stopped();
        }
      }
    }
    return this;
  }

  private void join(Watcher watcher, CampaignStats seed) {
    if (isDraining) {
      watcher.end();
      return;
    }
    timers.cancel(new HubMessage.Linger());
    if (newest == null || seed.version() > newest.version()) {
      changed(seed);
    }
    watchers.add(watcher);
    if (event != null) {
      watcher.offer(event);
    }
  }

  private void leave(Watcher watcher) {
    watchers.remove(watcher);
    if (watchers.isEmpty()) {
      timers.startSingleTimer(new HubMessage.Linger(), LINGER);
    }
  }

  /** A gate that has moved may for a moment know less than the last one told: never go back. */
  private void changed(CampaignStats stats) {
    if (stats.equals(newest) || (newest != null && stats.version() < newest.version())) {
      return;
    }
    newest = stats;
    long wait = pace(watchers.size()).toNanos() - (System.nanoTime() - publishedAt);
    if (wait <= 0) {
      publish();
    } else if (!timers.isTimerActive(new HubMessage.Publish())) {
      timers.startSingleTimer(new HubMessage.Publish(), Duration.ofNanos(wait));
    }
  }

  /** The time between two events for so many watchers. */
  static Duration pace(int watchers) {
    Duration shared = Duration.ofSeconds(watchers).dividedBy(EVENTS_PER_SECOND_MAX);
    if (shared.compareTo(PACE) <= 0) {
      return PACE;
    }
    return shared.compareTo(PACE_MAX) <= 0 ? shared : PACE_MAX;
  }

  private void publish() {
    if (newest == null) {
      return;
    }
    StatsEvent next = StatsEvent.of(newest);
    if (next.equals(event)) {
      return; // What differed is nothing that watchers see.
    }
    event = next;
    publishedAt = System.nanoTime();
    watchers.forEach(watcher -> watcher.offer(next));
  }

  private void drain() {
    isDraining = true;
    watchers.forEach(Watcher::end);
  }
}
