package crowdstart.order;

import crowdstart.campaign.Line;
import crowdstart.identity.BackerId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backer asks for. Two requests are the same when they are equal: that is what "the same
 * content" means for an idempotency key.
 *
 * @param order follows from the campaign, the backer and the idempotency key
 * @param lines the tier first, then the add-ons
 */
public record OrderRequest(
    OrderId order,
    CampaignId campaign,
    BackerId backerId,
    Backer backer,
    List<Line> lines,
    @Nullable String referrer) {
  public static final int REFERRER_LENGTH_MAX = 200;
  public static final int IDEMPOTENCY_KEY_LENGTH_MAX = 255;

  public OrderRequest {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("an order of nothing");
    }
  }
}
