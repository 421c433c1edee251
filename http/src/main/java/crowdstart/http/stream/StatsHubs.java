package crowdstart.http.stream;

import crowdstart.campaign.CampaignStats;
import crowdstart.campaign.Campaigns;
import crowdstart.identity.CampaignId;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** The hubs of a node: one for each campaign that somebody watches here. */
public final class StatsHubs extends AbstractBehavior<StatsHubs.Message> {
  /** What the hubs receive. */
  public sealed interface Message permits Join, Leave, Idle, Drain {}

  record Join(CampaignId campaign, Watcher watcher, CampaignStats seed) implements Message {}

  record Leave(Watcher watcher) implements Message {}

  /** From a hub that nobody has looked at for a while. */
  record Idle(CampaignId campaign, ActorRef<HubMessage> hub) implements Message {}

  /**
   * Ends every stream, now and from now on: the node is about to stop.
   *
   * @param replyTo told when the last one has ended
   */
  public record Drain(ActorRef<Done> replyTo) implements Message {}

  private final Campaigns campaigns;
  private final Map<CampaignId, ActorRef<HubMessage>> hubs = new HashMap<>();

  /** Which hub serves a watcher: the campaign may have another one by the time it leaves. */
  private final Map<Watcher, ActorRef<HubMessage>> places = new HashMap<>();

  /** Who waits for the last stream to end; null while there is no end in sight. */
  private @Nullable ActorRef<Done> drained;

  public static Behavior<Message> create(Campaigns campaigns) {
    return Behaviors.setup(context -> new StatsHubs(context, campaigns));
  }

  private StatsHubs(ActorContext<Message> context, Campaigns campaigns) {
    super(context);
    this.campaigns = campaigns;
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<Message> onMessage(Message message) {
    switch (message) {
      case Join(CampaignId campaign, Watcher watcher, CampaignStats seed) -> {
        if (drained != null) {
          watcher.end();
        } else {
          ActorRef<HubMessage> hub = hubs.computeIfAbsent(campaign, this::start);
          places.put(watcher, hub);
          hub.tell(new HubMessage.Join(watcher, seed));
        }
      }
      case Leave(Watcher watcher) -> {
        ActorRef<HubMessage> hub = places.remove(watcher);
        if (hub != null) {
          hub.tell(new HubMessage.Leave(watcher));
        }
        tellDrained();
      }
      case Idle(CampaignId campaign, ActorRef<HubMessage> hub) -> {
        // Whoever comes from here on gets a new hub; whoever is on the way keeps the old one alive.
        hubs.remove(campaign, hub);
        hub.tell(new HubMessage.StopIfIdle());
      }
      case Drain(ActorRef<Done> replyTo) -> {
        drained = replyTo;
        places.values().stream().distinct().forEach(hub -> hub.tell(new HubMessage.Drain()));
        tellDrained();
      }
    }
    return this;
  }

  private void tellDrained() {
    if (drained != null && places.isEmpty()) {
      drained.tell(Done.done());
    }
  }

  private ActorRef<HubMessage> start(CampaignId campaign) {
    return getContext()
        .spawnAnonymous(StatsHub.create(campaign, campaigns, getContext().getSelf()));
  }
}
