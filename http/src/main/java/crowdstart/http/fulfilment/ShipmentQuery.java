package crowdstart.http.fulfilment;

import crowdstart.fulfilment.ShipmentFilter;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.http.wire.Filters;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Reads which shipments a request asks for. */
final class ShipmentQuery {
  private ShipmentQuery() {}

  static ShipmentFilter of(HttpRequest request) {
    return new ShipmentFilter(
        Filters.oneOf(request, "state", ShipmentStage.values(), ShipmentStage::label),
        Filters.tier(request),
        Filters.country(request),
        Filters.oneOf(
            request, "hasAddress", new Boolean[] {true, false}, answer -> answer.toString()));
  }
}
