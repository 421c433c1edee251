package crowdstart.campaign;

import crowdstart.identity.TierId;
import java.util.List;

/**
 * Units of one tier at the price of the moment they were held (invariant S7).
 *
 * @param price of one unit, in minor units of the campaign's currency
 */
public record PricedLine(TierId tier, int quantity, long price) {
  public long amount() {
    return Math.multiplyExact(price, (long) quantity);
  }

  public static long total(List<PricedLine> lines) {
    long total = 0;
    for (PricedLine line : lines) {
      total = Math.addExact(total, line.amount());
    }
    return total;
  }
}
