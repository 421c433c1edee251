package crowdstart.campaign;

import crowdstart.identity.CampaignId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes campaigns for which time has brought something: a deadline, or holds that may have run out.
 * A gate that runs sees to that by itself; this is for those that rest, or whose node is gone, so
 * that a campaign closes even if nobody comes, and even if no node was up at its deadline (C4).
 * Waking changes nothing by itself, so it does no harm to wake too often or on two nodes at once.
 */
public final class DueSweep {
  /** How often to look. */
  public static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(DueSweep.class);

  /** What it receives. */
  public sealed interface Message {}

  private record Look() implements Message {}

  private record Found(List<CampaignId> due) implements Message {}

  private record Failed(String why) implements Message {}

  private DueSweep() {}

  /**
   * Begins to look.
   *
   * @param due the campaigns to wake; looked up again only once the last answer is in
   */
  public static Behavior<Message> create(
      Supplier<CompletionStage<List<CampaignId>>> due, Campaigns campaigns) {
    return Behaviors.withTimers(timers -> {
      timers.startSingleTimer(new Look(), INTERVAL);
      return Behaviors.receive((context, message) -> {
        switch (message) {
          case Look _ ->
              context.pipeToSelf(
                  due.get(),
                  (found, failure) ->
                      found != null ? new Found(found) : new Failed(String.valueOf(failure)));
          case Found(List<CampaignId> found) -> {
            found.forEach(campaigns::wake);
            timers.startSingleTimer(new Look(), INTERVAL);
          }
          case Failed(String why) -> {
            LOG.warn("looking for due campaigns failed, will look again: {}", why);
            timers.startSingleTimer(new Look(), INTERVAL);
          }
        }
        return Behaviors.same();
      });
    });
  }
}
