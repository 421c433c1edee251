package crowdstart.journal.stored;

import crowdstart.campaign.TierCount;

/** The counts of a tier. */
record StoredCount(long held, long sold, long heldAmount, long soldAmount, long orders) {
  static StoredCount of(TierCount count) {
    return new StoredCount(
        count.held(), count.sold(), count.heldAmount(), count.soldAmount(), count.orders());
  }

  TierCount count() {
    return new TierCount(held, sold, heldAmount, soldAmount, orders);
  }
}
