package crowdstart.campaign;

import crowdstart.identity.TierId;

/** Units of one tier, as asked for. */
public record Line(TierId tier, int quantity) {
  /** The most units of one tier in one order. */
  public static final int QUANTITY_MAX = 1_000;

  /** The most lines in one order: the tier itself and ten add-ons. */
  public static final int LINES_MAX = 11;

  public Line {
    if (quantity < 1 || quantity > QUANTITY_MAX) {
      throw new IllegalArgumentException("a quantity of " + quantity);
    }
  }
}
