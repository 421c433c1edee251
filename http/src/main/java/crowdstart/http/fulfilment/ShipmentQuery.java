package crowdstart.http.fulfilment;

import crowdstart.fulfilment.ShipmentFilter;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.wire.Countries;
import crowdstart.http.wire.PageQuery;
import crowdstart.identity.TierId;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Reads which shipments a request asks for. */
final class ShipmentQuery {
  private ShipmentQuery() {}

  static ShipmentFilter of(HttpRequest request) {
    return new ShipmentFilter(stage(request), tier(request), country(request));
  }

  private static @Nullable ShipmentStage stage(HttpRequest request) {
    String label = PageQuery.parameter(request, "state");
    if (label == null) {
      return null;
    }
    return Arrays.stream(ShipmentStage.values())
        .filter(stage -> stage.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            wrong(
                "/state",
                "must be one of "
                    + Arrays.stream(ShipmentStage.values())
                        .map(ShipmentStage::label)
                        .collect(Collectors.joining(", "))));
  }

  private static @Nullable TierId tier(HttpRequest request) {
    String text = PageQuery.parameter(request, "tier");
    return text == null
        ? null
        : TierId.parse(text).orElseThrow(() -> wrong("/tier", "must be the id of a tier"));
  }

  private static @Nullable String country(HttpRequest request) {
    String country = PageQuery.parameter(request, "country");
    if (country != null && !Countries.contain(country)) {
      throw wrong("/country", "must be an ISO 3166-1 code of two capitals");
    }
    return country;
  }

  private static Refused wrong(String pointer, String detail) {
    return new Refused(Problems.invalid(pointer, detail));
  }
}
