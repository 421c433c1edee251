package crowdstart.loadtest.baseline;

import crowdstart.loadtest.baseline.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at the fields of an order, and names each that is wrong. */
final class Checks {
  static final int QUANTITY_MAX = 1_000;
  static final int KEY_LENGTH_MAX = 255;
  private static final int EMAIL_LENGTH_MAX = 254;
  private static final int TEXT_LENGTH_MAX = 200;
  private static final int TIER_LENGTH_MAX = 40;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /** An order whose fields are all there and within their limits. */
  record Order(
      String tier,
      int quantity,
      String email,
      String name,
      String country,
      @Nullable String referrer) {}

  private final List<FieldError> errors = new ArrayList<>(0);

  private Checks() {}

  static String key(@Nullable String key) {
    if (key == null || key.isEmpty()) {
      throw Problem.of(
          "idempotency-key-missing",
          400,
          "No Idempotency-Key",
          "Send a key of your own with the order, and the same one with each repeat.");
    }
    if (key.length() > KEY_LENGTH_MAX || !key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw Problem.malformed("The Idempotency-Key must be 1 to 255 visible ASCII characters.");
    }
    return key;
  }

  static Order order(Wire.PlaceOrder asked) {
    Checks checks = new Checks();
    Wire.Backer backer = asked.backer();
    if (backer == null) {
      checks.wrong("/backer", "is missing");
      backer = new Wire.Backer("nobody@example.com", "nobody", "DE");
    }
    String tier = checks.text("/tier", asked.tier(), TIER_LENGTH_MAX);
    long quantity = asked.quantity() == null ? 0 : asked.quantity();
    if (quantity < 1 || quantity > QUANTITY_MAX) {
      checks.wrong("/quantity", "must be 1 to " + QUANTITY_MAX);
    }
    String email = checks.text("/backer/email", backer.email(), EMAIL_LENGTH_MAX);
    int at = email.indexOf('@');
    if (at < 1 || at == email.length() - 1 || email.indexOf(' ') >= 0) {
      checks.wrong("/backer/email", "is not an e-mail address");
    }
    String name = checks.text("/backer/name", backer.name(), TEXT_LENGTH_MAX);
    String country = checks.text("/backer/country", backer.country(), 2);
    if (!COUNTRIES.contains(country)) {
      checks.wrong("/backer/country", "is not an ISO 3166 code");
    }
    if (asked.referrer() != null) {
      checks.text("/referrer", asked.referrer(), TEXT_LENGTH_MAX);
    }
    if (asked.addOns() != null && !asked.addOns().isEmpty()) {
      checks.wrong("/addOns", "the baseline sells none");
    }
    if (!checks.errors.isEmpty()) {
      throw Problem.invalid(checks.errors);
    }
    return new Order(tier, (int) quantity, email, name, country, asked.referrer());
  }

  private String text(String pointer, @Nullable String value, int lengthMax) {
    if (value == null || value.isBlank() || value.length() > lengthMax) {
      wrong(pointer, "must be 1 to " + lengthMax + " characters");
      return "";
    }
    return value;
  }

  private void wrong(String pointer, String detail) {
    errors.add(new FieldError(pointer, detail));
  }
}
