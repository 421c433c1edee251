package crowdstart.http.view;

import crowdstart.http.checkout.OrderList;
import crowdstart.http.wire.Page;
import crowdstart.identity.CampaignId;
import crowdstart.order.OrderStanding;
import crowdstart.view.OrderLists;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The lists that the order view keeps. */
public final class ViewedOrders implements OrderList {
  private final OrderLists lists;

  public ViewedOrders(OrderLists lists) {
    this.lists = lists;
  }

  @Override
  public CompletionStage<Page<OrderStanding>> list(
      CampaignId campaign, @Nullable String cursor, int limit) {
    return Cursors.from(
        cursor,
        after ->
            lists
                .ofCampaign(campaign, after, limit)
                .thenApply(page -> new Page<>(page.items(), page.next())));
  }
}
