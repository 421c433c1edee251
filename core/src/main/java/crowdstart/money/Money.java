package crowdstart.money;

import java.util.Currency;

/**
 * An amount in whole minor units (cents, or yen) of a currency. Overflow throws; nothing rounds.
 */
public record Money(long minorUnits, Currency currency) {
  /** JSON's limit for whole numbers, 2^53 - 1: what all orders of a campaign may come to. */
  public static final long TOTAL_MAX = 9_007_199_254_740_991L;

  /** The dearest single thing that can be priced: what costs more cannot be paid for. */
  public static final long PRICE_MAX = CardCharge.AMOUNT_MAX;

  /** The highest goal; far below {@link #TOTAL_MAX}, so that it can be reached. */
  public static final long GOAL_MAX = 1_000_000_000_000_000L;

  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
  }
}
