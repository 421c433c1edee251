package crowdstart.http.wire;

import crowdstart.money.CardCharge;
import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The currencies that a campaign may be in, and which of all the payment provider counts in the
 * minor units of ISO 4217. Stripe counts ISK, MGA and UGX otherwise, and refuses the last digit of
 * those with three (its page "Supported currencies").
 */
public final class Currencies {
  private static final int DIGITS_MAX = 2;

  private static final Set<String> COUNTED_OTHERWISE = Set.of("ISK", "MGA", "UGX");

  /** By their codes. */
  public static final Map<String, Currency> ALL =
      CardCharge.currencies().stream()
          .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

  private Currencies() {}

  /** Whether our amounts are the provider's: of campaigns, also of those that are older. */
  public static boolean isCountedAlike(Currency currency) {
    return currency.getDefaultFractionDigits() <= DIGITS_MAX
        && !COUNTED_OTHERWISE.contains(currency.getCurrencyCode());
  }
}
