package crowdstart.stream;

import crowdstart.campaign.CampaignEvent;
import crowdstart.database.Pool;
import crowdstart.feed.FeedEvent;
import crowdstart.identity.CampaignId;
import crowdstart.payment.CollectionAnswer;
import crowdstart.payment.Collections;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;

/** Campaigns to payments: a campaign has closed, so its collection begins. */
public final class CampaignEndNotices {
  /** The consumer's name. */
  public static final String NAME = "campaign-end-notices";

  private static final int EVENTS_PER_PAGE_MAX = 50;

  private CampaignEndNotices() {}

  public static void start(ActorSystem<?> system, Collections collections) {
    Notices.start(
        system,
        NAME,
        "campaign-journal",
        CampaignEvent.class,
        EVENTS_PER_PAGE_MAX,
        Pool.PAYMENT_VIEW,
        (event, notices) -> read(event, collections, notices));
  }

  private static void read(
      FeedEvent<CampaignEvent> event, Collections collections, Consumer<Notices.Notice> notices) {
    if (event.event() instanceof CampaignEvent.Closed closed) {
      String id = event.persistenceId();
      CampaignId campaign = new CampaignId(id.substring(id.indexOf('|') + 1));
      notices.accept(() ->
          collections
              .begin(campaign, closed.outcome())
              .thenApply(answer -> !(answer instanceof CollectionAnswer.Unknown)));
    }
  }
}
