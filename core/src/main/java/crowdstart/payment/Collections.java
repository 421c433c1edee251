package crowdstart.payment;

import crowdstart.campaign.Stage;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Patience;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** The way to the collection runs, on whichever node they are. Safe for use by many threads. */
public final class Collections {
  private final ClusterSharding sharding;
  private final Patience patience;

  public Collections(ClusterSharding sharding, Patience patience) {
    this.sharding = sharding;
    this.patience = patience;
  }

  /** The campaign has closed with this outcome. */
  public CompletionStage<CollectionAnswer> begin(CampaignId campaign, Stage outcome) {
    return ask(campaign, replyTo -> new CollectionMessage.Begin(outcome, replyTo));
  }

  public CompletionStage<CollectionAnswer> pause(CampaignId campaign) {
    return ask(campaign, CollectionMessage.Pause::new);
  }

  public CompletionStage<CollectionAnswer> resume(CampaignId campaign) {
    return ask(campaign, CollectionMessage.Resume::new);
  }

  public CompletionStage<CollectionAnswer> read(CampaignId campaign) {
    return ask(campaign, CollectionMessage.Read::new);
  }

  private CompletionStage<CollectionAnswer> ask(
      CampaignId campaign, Function<ActorRef<CollectionAnswer>, CollectionMessage> message) {
    return patience.ask(
        wait ->
            sharding
                .entityRefFor(CollectionEntity.TYPE, campaign.value())
                .<CollectionAnswer>ask(message::apply, wait),
        CollectionAnswer.Unknown::new);
  }
}
