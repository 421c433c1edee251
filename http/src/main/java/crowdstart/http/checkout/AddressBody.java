package crowdstart.http.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.http.wire.Countries;
import crowdstart.http.wire.Fields;
import crowdstart.order.Address;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where a backer wants an order sent. */
final class AddressBody {
  private static final Set<String> FIELDS =
      Set.of("line1", "line2", "city", "region", "postalCode", "country", "phone");

  private AddressBody() {}

  static Address read(JsonNode body) {
    Fields fields = Fields.of(body, FIELDS);
    String line1 = fields.text("line1", Address.LINE_LENGTH_MAX);
    String line2 = optional(fields, "line2", Address.LINE_LENGTH_MAX);
    String city = fields.text("city", Address.CITY_LENGTH_MAX);
    String region = optional(fields, "region", Address.REGION_LENGTH_MAX);
    String postalCode = optional(fields, "postalCode", Address.POSTAL_CODE_LENGTH_MAX);
    String country = fields.string("country");
    if (country != null && !Countries.contain(country)) {
      fields.wrong("country", "must be an ISO 3166-1 code of two capitals");
    }
    String phone = optional(fields, "phone", Address.PHONE_LENGTH_MAX);
    fields.done();
    if (line1 == null || city == null || country == null) {
      throw new IllegalStateException("a field was not read, and nothing was wrong with it");
    }
    return new Address(line1, line2, city, region, postalCode, country, phone);
  }

  private static @Nullable String optional(Fields fields, String name, int max) {
    return fields.hasValue(name) ? fields.text(name, max) : null;
  }
}
