package crowdstart.http.fulfilment;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.http.wire.Countries;
import crowdstart.http.wire.Fields;
import crowdstart.identity.TierId;
import java.util.Set;

/** Reads which shipments a new batch is to take. */
final class BatchBody {
  private static final Set<String> FIELDS = Set.of("tier", "country");

  private BatchBody() {}

  static BatchFilter read(JsonNode body) {
    Fields fields = Fields.of(body, FIELDS);
    String name = fields.hasValue("tier") ? fields.string("tier") : null;
    TierId tier = name == null ? null : TierId.parse(name).orElse(null);
    if (name != null && tier == null) {
      fields.wrong("tier", "must be the id of a tier");
    }
    String country = fields.hasValue("country") ? fields.string("country") : null;
    if (country != null && !Countries.contain(country)) {
      fields.wrong("country", "must be an ISO 3166-1 code of two capitals");
    }
    fields.done();
    return new BatchFilter(tier, country);
  }
}
