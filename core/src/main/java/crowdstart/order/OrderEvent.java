package crowdstart.order;

import crowdstart.campaign.PricedLine;
import crowdstart.identity.BackerId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to an order. Stored for ever: see the stored forms in the journal package. */
public sealed interface OrderEvent {
  Instant at();

  /**
   * Stock is held for it; holds all that a repeated request is compared with and answered from.
   *
   * @param requestNumber of the request that placed it, see {@link OrderMessage.Place}; 0 in what
   *     was stored before there were numbers
   */
  record Placed(
      OrderId order,
      CampaignId campaign,
      BackerId backerId,
      Backer backer,
      List<PricedLine> lines,
      Currency currency,
      @Nullable String referrer,
      Instant holdExpiresAt,
      long requestNumber,
      Instant at)
      implements OrderEvent {
    public Placed {
      lines = List.copyOf(lines);
    }

    /** Whether this very request placed it, and not an earlier one with the same content. */
    public boolean isBy(long request) {
      return request != 0 && request == requestNumber;
    }

    /** In minor units. */
    public long total() {
      return PricedLine.total(lines);
    }
  }

  /** Its units are sold. */
  record Confirmed(Instant at) implements OrderEvent {}

  /** The backer, or the creator, called it off. */
  record Cancelled(Instant at) implements OrderEvent {}

  /** Its hold ran out, or ended with the campaign. */
  record Expired(Instant at) implements OrderEvent {}

  /** Its money could not be collected. */
  record Dropped(Instant at) implements OrderEvent {}

  /** Its campaign ended without charging anybody. */
  record Released(Instant at) implements OrderEvent {}

  /** Its backer said where to send it, for the first time or anew. */
  record AddressGiven(Address address, Instant at) implements OrderEvent {}

  /** The address is final. */
  record AddressLocked(Instant at) implements OrderEvent {}
}
