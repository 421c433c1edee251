package crowdstart.http.gateway;

import java.util.Currency;
import java.util.Set;

/**
 * Stripe counts money in minor units as ISO 4217 has them, with some exceptions (its page
 * "Supported currencies", zero-decimal, three-decimal and special cases). In those, an amount would
 * be wrong by a factor of a hundred, or refused for its last digit.
 */
final class StripeAmounts {
  private static final Set<String> OTHERWISE_COUNTED = Set.of("ISK", "MGA", "UGX");
  private static final int DIGITS_MAX = 2;

  private StripeAmounts() {}

  /** Whether our amount is Stripe's. */
  static boolean isSame(Currency currency) {
    return currency.getDefaultFractionDigits() <= DIGITS_MAX
        && !OTHERWISE_COUNTED.contains(currency.getCurrencyCode());
  }
}
