package crowdstart.http.route;

import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * A request that has found its route.
 *
 * @param variables what stood in the path where the template has a variable
 */
public record Call(HttpRequest request, List<String> variables, HomeRegions regions) {

  /**
   * The campaign that the path names first.
   *
   * @throws Refused not found, when it cannot be one of this region
   */
  public CampaignId campaign() {
    return CampaignId.parse(variables.getFirst())
        .filter(id -> regions.contain(id.region()))
        .orElseThrow(() -> new Refused(Problems.notFound()));
  }

  /** As {@link #campaign}. */
  public OrderId order() {
    return order(0);
  }

  /** The order that the path names in this place. */
  public OrderId order(int variable) {
    return OrderId.parse(variables.get(variable))
        .filter(id -> regions.contain(id.region()))
        .orElseThrow(() -> new Refused(Problems.notFound()));
  }

  /** The batch that the path names second. */
  public BatchId batch() {
    return BatchId.parse(variables.get(1))
        .filter(id -> regions.contain(id.region()))
        .orElseThrow(() -> new Refused(Problems.notFound()));
  }

  /** Whether an order that somebody names may be one of ours. */
  public boolean knows(OrderId order) {
    return regions.contain(order.region());
  }

  public boolean isHead() {
    return request.method().equals(HttpMethods.HEAD);
  }
}
