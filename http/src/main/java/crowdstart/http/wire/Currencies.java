package crowdstart.http.wire;

import java.util.Currency;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The currencies that a campaign may be in: money that people pay with, counted by the payment
 * provider in the minor units of ISO 4217. Stripe counts ISK, MGA and UGX otherwise, and refuses
 * the last digit of those with three (its page "Supported currencies").
 */
public final class Currencies {
  private static final int DIGITS_MAX = 2;

  private static final Set<String> COUNTED_OTHERWISE = Set.of("ISK", "MGA", "UGX");

  /** Of the codes that begin with an X, the others are metals, funds and codes for testing. */
  private static final Set<String> MONEY_WITH_X = Set.of("XAF", "XCD", "XCG", "XOF", "XPF");

  /** By their codes. */
  public static final Map<String, Currency> ALL =
      Currency.getAvailableCurrencies().stream()
          .filter(Currencies::isMoney)
          .filter(Currencies::isCountedAlike)
          .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

  private Currencies() {}

  /** Whether our amounts are the provider's. */
  public static boolean isCountedAlike(Currency currency) {
    return currency.getDefaultFractionDigits() <= DIGITS_MAX
        && !COUNTED_OTHERWISE.contains(currency.getCurrencyCode());
  }

  private static boolean isMoney(Currency currency) {
    String code = currency.getCurrencyCode();
    return currency.getDefaultFractionDigits() >= 0
        && (!code.startsWith("X") || MONEY_WITH_X.contains(code));
  }
}
