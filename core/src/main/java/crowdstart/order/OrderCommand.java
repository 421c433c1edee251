package crowdstart.order;

import crowdstart.campaign.PricedLine;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** What the rules of an order decide on. */
public sealed interface OrderCommand {
  Instant now();

  /**
   * The campaign holds these lines for it.
   *
   * @param requestNumber of the request, see {@link OrderMessage.Place}
   */
  record Place(
      OrderRequest request,
      long requestNumber,
      List<PricedLine> lines,
      Currency currency,
      Instant holdExpiresAt,
      Instant now)
      implements OrderCommand {
    public Place {
      lines = List.copyOf(lines);
    }
  }

  /** The campaign counts its units as sold. */
  record Confirm(Instant now) implements OrderCommand {}

  record Cancel(Instant now) implements OrderCommand {}

  /** The campaign has let its hold go. */
  record Expire(Instant now) implements OrderCommand {}

  /** The payment has ended without money, because it could not be collected. */
  record Drop(Instant now) implements OrderCommand {}

  /** The payment has ended without money, or all of it is back, because the campaign ended. */
  record Release(Instant now) implements OrderCommand {}

  record GiveAddress(Address address, Instant now) implements OrderCommand {}

  /** The parcel is being made, so the address is final. */
  record LockAddress(Instant now) implements OrderCommand {}
}
