package crowdstart.campaign;

import crowdstart.identity.CampaignId;
import crowdstart.identity.Patience;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;

/** The way to the campaigns, on whichever node they are. Safe for use by many threads. */
public final class Campaigns {
  private final ClusterSharding sharding;
  private final Patience patience;

  public Campaigns(ClusterSharding sharding, Patience patience) {
    this.sharding = sharding;
    this.patience = patience;
  }

  /** Answers within the patience, whatever happens; every command may be sent again. */
  public CompletionStage<ManageAnswer> manage(CampaignId campaign, ManageCommand command) {
    return patience.ask(
        wait ->
            gate(campaign)
                .<ManageAnswer>ask(replyTo -> new GateMessage.Manage(command, replyTo), wait),
        ManageAnswer.Unknown::new);
  }

  /** The campaign as its entity knows it now. */
  public CompletionStage<ReadAnswer> read(CampaignId campaign) {
    return patience.ask(
        wait -> gate(campaign).<ReadAnswer>ask(GateMessage.Read::new, wait),
        ReadAnswer.Unknown::new);
  }

  /** See {@link GateMessage.Watch}. */
  public void watch(CampaignId campaign, ActorRef<CampaignStats> watcher) {
    gate(campaign).tell(new GateMessage.Watch(watcher));
  }

  public void unwatch(CampaignId campaign, ActorRef<CampaignStats> watcher) {
    gate(campaign).tell(new GateMessage.Unwatch(watcher));
  }

  /** See {@link GateMessage.Wake}. */
  public void wake(CampaignId campaign) {
    gate(campaign).tell(new GateMessage.Wake());
  }

  private EntityRef<GateMessage> gate(CampaignId campaign) {
    return sharding.entityRefFor(CampaignGate.TYPE, campaign.value());
  }
}
