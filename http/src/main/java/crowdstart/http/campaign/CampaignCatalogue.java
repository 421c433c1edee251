package crowdstart.http.campaign;

import crowdstart.campaign.CampaignStanding;
import crowdstart.campaign.Stage;
import crowdstart.http.wire.Page;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The list of all campaigns, as a view knows it: complete, and a moment behind. */
public interface CampaignCatalogue {
  /**
   * One page, the newest first. Fails with {@link crowdstart.http.wire.UnknownCursor} when the
   * cursor is none of its own; any other failure is told as overloaded.
   */
  CompletionStage<Page<CampaignStanding>> list(Query query);

  /**
   * What is asked for.
   *
   * @param state only campaigns in this state; null for all that were launched. A draft that was
   *     called off is in neither
   * @param creator only campaigns of this creator; null for those of all
   * @param cursor where the page before ended; null for the first
   * @param limit how many at most
   */
  record Query(
      @Nullable Stage state, @Nullable String creator, @Nullable String cursor, int limit) {}
}
