package crowdstart.http.wire;

import java.util.Locale;
import java.util.Set;

/** The countries of ISO 3166-1, by their codes of two capitals. */
public final class Countries {
  private static final Set<String> CODES =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

  private Countries() {}

  public static boolean contain(String code) {
    return CODES.contains(code);
  }
}
