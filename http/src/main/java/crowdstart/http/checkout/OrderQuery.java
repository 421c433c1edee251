package crowdstart.http.checkout;

import crowdstart.http.wire.Filters;
import crowdstart.identity.CampaignId;
import crowdstart.order.OrderStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Reads which orders a request asks for. */
final class OrderQuery {
  private OrderQuery() {}

  static OrderList.Query of(CampaignId campaign, HttpRequest request) {
    return new OrderList.Query(
        campaign,
        Filters.oneOf(request, "state", OrderStage.values(), OrderStage::label),
        Filters.email(request),
        Filters.tier(request),
        Filters.country(request));
  }
}
