package crowdstart.money;

import java.util.Arrays;
import java.util.Currency;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a card can be charged with: the currencies, and how little and how much at once. By the
 * payment provider's page "Supported currencies"; all amounts are in minor units.
 */
public final class CardCharge {
  /** Eight digits, whatever the currency. */
  public static final long AMOUNT_MAX = 99_999_999L;

  /** What the provider says. */
  private static final Map<String, Long> LEAST_AS_TOLD =
      table(
          """
          AED 200  AUD 50  BRL 50  CAD 50  CHF 50  CZK 1500  DKK 250  EUR 50  GBP 30  HKD 400
          HUF 17500  INR 50  JPY 50  MXN 1000  MYR 200  NOK 300  NZD 50  PLN 200  RON 200  SEK 300
          SGD 50  THB 1000  USD 50
          """);

  /**
   * Elsewhere the provider asks for half a US dollar at the rate of the day. These come to about a
   * whole one, so that a rate may move far before a pledge cannot be charged.
   */
  private static final Map<String, Long> LEAST_BY_RATE =
      table(
          """
          ALL 9000  AMD 40000  ARS 150000  AWG 200  AZN 200  BAM 200  BBD 200  BDT 12500  BMD 100
          BND 150  BOB 1000  BSD 100  BWP 1500  BYN 350  BZD 200  CLP 1000  CNY 800  COP 450000
          CRC 55000  CVE 10500  DOP 6500  DZD 13500  EGP 5000  ETB 15000  FJD 250  GEL 300  GIP 100
          GTQ 800  GYD 21000  HNL 2700  ILS 400  JMD 16500  KES 13500  KGS 9000  KRW 1500  KYD 100
          KZT 55000  LKR 32000  MAD 1000  MDL 1800  MKD 6000  MOP 850  MUR 4700  MVR 1600  NAD 2000
          NGN 160000  NIO 3700  NPR 14500  PAB 100  PEN 400  PGK 450  PHP 6000  PKR 29000  PYG 8000
          QAR 400  RSD 11000  SAR 400  SCR 1500  TRY 5000  TTD 700  TWD 3300  UAH 4500  UYU 4500
          VND 27000  XAF 650  XCD 300  XOF 650  XPF 120  ZAR 2000
          """);

  private CardCharge() {}

  /** The least that can be charged; empty where nothing can. */
  public static OptionalLong least(Currency currency) {
    String code = currency.getCurrencyCode();
    Long least = LEAST_AS_TOLD.get(code);
    Long other = least == null ? LEAST_BY_RATE.get(code) : least;
    return other == null ? OptionalLong.empty() : OptionalLong.of(other);
  }

  /** The currencies that something can be charged in. */
  public static Set<Currency> currencies() {
    return Stream.of(LEAST_AS_TOLD, LEAST_BY_RATE)
        .flatMap(table -> table.keySet().stream())
        .map(Currency::getInstance)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, Long> table(String text) {
    return Arrays.stream(text.strip().split("\\s{2,}|\n", -1))
        .map(entry -> entry.strip().split(" ", -1))
        .collect(Collectors.toUnmodifiableMap(entry -> entry[0], entry -> Long.valueOf(entry[1])));
  }
}
