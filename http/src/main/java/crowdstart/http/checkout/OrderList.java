package crowdstart.http.checkout;

import crowdstart.http.wire.Page;
import crowdstart.identity.CampaignId;
import crowdstart.identity.TierId;
import crowdstart.order.OrderStage;
import crowdstart.order.OrderStanding;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A campaign's orders, as a view knows them: complete, and a moment behind. */
public interface OrderList {
  /**
   * One page, the newest first. Fails with {@link crowdstart.http.wire.UnknownCursor} when the
   * cursor is none of its own; any other failure is told as overloaded.
   *
   * @param cursor where the page before ended; null for the first
   * @param limit how many at most
   */
  CompletionStage<Page<OrderStanding>> list(Query query, @Nullable String cursor, int limit);

  /**
   * Which orders are looked for.
   *
   * @param state they are in; null for any
   * @param email of their backer; null for any
   * @param tier that is in them; null for any
   * @param country of their backer, ISO 3166-1 alpha-2; null for any
   */
  record Query(
      CampaignId campaign,
      @Nullable OrderStage state,
      @Nullable String email,
      @Nullable TierId tier,
      @Nullable String country) {}
}
