package crowdstart.campaign;

/**
 * What is held and sold of one tier.
 *
 * @param held units set aside
 * @param sold units confirmed
 * @param heldAmount in minor units
 * @param soldAmount in minor units
 * @param orders orders with at least one unit held or sold
 */
public record TierCount(long held, long sold, long heldAmount, long soldAmount, long orders) {
  static final TierCount NONE = new TierCount(0, 0, 0, 0, 0);

  public TierCount {
    if (held < 0 || sold < 0 || heldAmount < 0 || soldAmount < 0 || orders < 0) {
      throw new IllegalStateException("a count below zero");
    }
  }

  public long taken() {
    return held + sold;
  }

  TierCount hold(PricedLine line) {
    return new TierCount(
        held + line.quantity(), sold, heldAmount + line.amount(), soldAmount, orders);
  }

  TierCount confirm(PricedLine line) {
    return new TierCount(
        held - line.quantity(),
        sold + line.quantity(),
        heldAmount - line.amount(),
        soldAmount + line.amount(),
        orders);
  }

  TierCount releaseHeld(PricedLine line) {
    return new TierCount(
        held - line.quantity(), sold, heldAmount - line.amount(), soldAmount, orders);
  }

  TierCount releaseSold(PricedLine line) {
    return new TierCount(
        held, sold - line.quantity(), heldAmount, soldAmount - line.amount(), orders);
  }

  TierCount plusOrders(int more) {
    return new TierCount(held, sold, heldAmount, soldAmount, orders + more);
  }
}
