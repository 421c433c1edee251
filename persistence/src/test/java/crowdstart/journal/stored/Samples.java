package crowdstart.journal.stored;

import crowdstart.campaign.BackerStanding;
import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.CampaignState;
import crowdstart.campaign.FundingModel;
import crowdstart.campaign.Hold;
import crowdstart.campaign.Line;
import crowdstart.campaign.Move;
import crowdstart.campaign.PricedLine;
import crowdstart.campaign.Stage;
import crowdstart.campaign.Stock;
import crowdstart.campaign.StockTotals;
import crowdstart.campaign.Tier;
import crowdstart.campaign.TierCount;
import crowdstart.fulfilment.BatchEvent;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.Consignment;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.identity.BackerId;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import crowdstart.order.Address;
import crowdstart.order.Backer;
import crowdstart.order.OrderEvent;
import crowdstart.payment.Card;
import crowdstart.payment.CardRefusal;
import crowdstart.payment.CollectionEvent;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.EndReason;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.Terms;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** One value of each stored form, with every field used. */
final class Samples {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant EXPIRES = Instant.parse("2026-11-22T10:15:00.250Z");
  private static final CampaignId CAMPAIGN = new CampaignId("local-0123456789abcdefghjkmnpqrs");
  private static final OrderId FIRST = new OrderId("local-00000000000000000000000001");
  private static final OrderId SECOND = new OrderId("local-00000000000000000000000002");
  private static final BatchId BATCH = new BatchId("local-00000000000000000000000003");
  private static final BackerId BACKER = new BackerId("abcdefghjkmnpqrs");
  private static final TierId EARLY = new TierId("early-bird");
  private static final TierId POSTER = new TierId("poster");

  private static final CampaignDetails DETAILS =
      new CampaignDetails(
          CAMPAIGN,
          "A lamp that follows the sun",
          "It began with \u201Cwhy not\u201D.",
          "Studio North",
          Currency.getInstance("EUR"),
          1_000_000,
          Instant.parse("2026-12-24T18:00:00Z"),
          FundingModel.ALL_OR_NOTHING,
          List.of(
              new Tier(EARLY, "Early bird", 4_900, 500, 2, AT, EXPIRES),
              new Tier(POSTER, "Poster", 1_500, null, null, null, null)));

  private static final List<PricedLine> LINES =
      List.of(new PricedLine(EARLY, 1, 4_900), new PricedLine(POSTER, 3, 1_500));

  private static final Stock STOCK =
      Stock.restore(
          List.of(new TierCount(1, 1, 4_900, 4_900, 2), new TierCount(3, 0, 4_500, 0, 1)),
          2,
          Map.of(
              FIRST, new Hold(BACKER, LINES, EXPIRES, false),
              SECOND, new Hold(BACKER, List.of(LINES.getFirst()), EXPIRES, true)),
          Map.of(BACKER, new BackerStanding(2, Map.of(EARLY, 2))));

  private static final Terms TERMS =
      new Terms(
          FIRST,
          CAMPAIGN,
          9_800,
          Currency.getInstance("EUR"),
          FundingModel.ALL_OR_NOTHING,
          EXPIRES);

  private Samples() {}

  static Map<String, Object> byName() {
    return Map.ofEntries(
        Map.entry("campaign-created.1", new CampaignEvent.Created(DETAILS, AT)),
        Map.entry("campaign-edited.1", new CampaignEvent.Edited(DETAILS, AT)),
        Map.entry("campaign-launched.1", new CampaignEvent.Launched(AT)),
        Map.entry(
            "stock-moved.1",
            new CampaignEvent.StockMoved(
                List.of(
                    new Move.Expired(SECOND),
                    new Move.Held(FIRST, BACKER, LINES, EXPIRES),
                    new Move.Held(SECOND, BACKER, List.of(LINES.getFirst()), EXPIRES),
                    new Move.Confirmed(SECOND),
                    new Move.Forgotten(SECOND),
                    new Move.Released(FIRST)),
                new StockTotals(List.of(new TierCount(1, 0, 4_900, 0, 1)), 1, 1, EXPIRES),
                AT)),
        Map.entry("campaign-closed.1", new CampaignEvent.Closed(Stage.UNFUNDED, 4_900, AT)),
        Map.entry(
            "order-placed.1",
            new OrderEvent.Placed(
                FIRST,
                CAMPAIGN,
                BACKER,
                new Backer("ada@example.org", "Ada \u4F8B", "DE"),
                LINES,
                Currency.getInstance("EUR"),
                "newsletter",
                EXPIRES,
                0,
                AT)),
        Map.entry("order-confirmed.1", new OrderEvent.Confirmed(AT)),
        Map.entry("order-cancelled.1", new OrderEvent.Cancelled(AT)),
        Map.entry("order-expired.1", new OrderEvent.Expired(AT)),
        Map.entry("order-dropped.1", new OrderEvent.Dropped(AT)),
        Map.entry("order-released.1", new OrderEvent.Released(AT)),
        Map.entry("payment-opened.1", new PaymentEvent.Opened(TERMS, AT)),
        Map.entry("payment-setup-tried.1", new PaymentEvent.SetupTried(2, AT)),
        Map.entry("payment-setup-made.1", new PaymentEvent.SetupMade(1, "seti_1", "cus_1", AT)),
        Map.entry(
            "payment-card-refused.1",
            new PaymentEvent.CardRefused(CardRefusal.INSUFFICIENT_FUNDS, AT)),
        Map.entry(
            "payment-card-secured.1",
            new PaymentEvent.CardSecured(1, new Card("cus_1", "pm_1"), AT)),
        Map.entry("payment-order-confirmed.1", new PaymentEvent.OrderConfirmed(AT)),
        Map.entry("payment-charge-tried.1", new PaymentEvent.ChargeTried(1, AT)),
        Map.entry("payment-charge-made.1", new PaymentEvent.ChargeMade("pi_1", AT)),
        Map.entry(
            "payment-charge-failed.1",
            new PaymentEvent.ChargeFailed(
                1, CardRefusal.AUTHENTICATION_NEEDED, "ch_1", EXPIRES, AT)),
        Map.entry("payment-captured.1", new PaymentEvent.Captured("pi_1", 9_800, 162, AT)),
        Map.entry(
            "payment-refund-tried.1",
            new PaymentEvent.RefundTried("r-1", 9_800, EndReason.CAMPAIGN_CANCELLED, AT)),
        Map.entry("payment-refunded.1", new PaymentEvent.Refunded("r-1", "re_1", 9_800, AT)),
        Map.entry(
            "payment-refund-refused.1",
            new PaymentEvent.RefundRefused("r-2", "charge_disputed", AT)),
        Map.entry(
            "payment-refund-failed.1",
            new PaymentEvent.RefundFailed("r-1", 9_800, EndReason.CAMPAIGN_CANCELLED, AT)),
        Map.entry("payment-refund-given-up.1", new PaymentEvent.RefundGivenUp(AT)),
        Map.entry(
            "payment-disputed.1",
            new PaymentEvent.Disputed(
                new DisputeStanding(
                    "du_1", DisputeStanding.Status.REVIEW, 9_800, 9_700, 2_000, "fraudulent"),
                -100,
                2_000,
                AT)),
        Map.entry("payment-end-begun.1", new PaymentEvent.EndBegun(EndReason.UNPAID, AT)),
        Map.entry("payment-ended.1", new PaymentEvent.Ended(EndReason.ORDER_EXPIRED, AT)),
        Map.entry("payment-order-told.1", new PaymentEvent.OrderTold(AT)),
        Map.entry("collection-begun.1", new CollectionEvent.Begun(Stage.FUNDED, AT)),
        Map.entry("collection-paused.1", new CollectionEvent.Paused(AT)),
        Map.entry("collection-resumed.1", new CollectionEvent.Resumed(AT)),
        Map.entry(
            "order-address-given.1",
            new OrderEvent.AddressGiven(
                new Address(
                    "Lampv\u00E4gen 1", "2 tr", "Ume\u00E5", "AC", "903 26", "SE", "+46 90 1"),
                AT)),
        Map.entry("order-address-locked.1", new OrderEvent.AddressLocked(AT)),
        Map.entry(
            "shipment-begun.1",
            new ShipmentEvent.Begun(
                FIRST, CAMPAIGN, List.of(new Line(EARLY, 1), new Line(POSTER, 3)), "DE", AT)),
        Map.entry("shipment-batched.1", new ShipmentEvent.Batched(BATCH, AT)),
        Map.entry("shipment-unbatched.1", new ShipmentEvent.Unbatched(BATCH, AT)),
        Map.entry("shipment-locked.1", new ShipmentEvent.Locked(BATCH, AT)),
        Map.entry(
            "shipment-shipped.1",
            new ShipmentEvent.Shipped(new Consignment("Post", "RR123456785SE"), AT)),
        Map.entry("shipment-delivered.1", new ShipmentEvent.Delivered(AT)),
        Map.entry("shipment-returned.1", new ShipmentEvent.Returned(AT)),
        Map.entry("shipment-suspended.1", new ShipmentEvent.Suspended(AT)),
        Map.entry("shipment-resumed.1", new ShipmentEvent.Resumed(AT)),
        Map.entry("shipment-cancelled.1", new ShipmentEvent.Cancelled(AT)),
        Map.entry("shipment-reopened.1", new ShipmentEvent.Reopened(AT)),
        Map.entry(
            "batch-opened.1",
            new BatchEvent.Opened(
                BATCH, CAMPAIGN, new BatchFilter(EARLY, "DE"), List.of(FIRST, SECOND), AT)),
        Map.entry("batch-lock-asked.1", new BatchEvent.LockAsked(BATCH, AT)),
        Map.entry("batch-locked.1", new BatchEvent.Locked(BATCH, AT)),
        Map.entry("campaign-draft.1", new CampaignState.Draft(DETAILS)),
        Map.entry("campaign-live.1", new CampaignState.Live(DETAILS, STOCK)),
        Map.entry("campaign-ended.1", new CampaignState.Closed(DETAILS, STOCK, Stage.FUNDED)),
        Map.entry("campaign-draft.2", new CampaignState.Draft(DETAILS)),
        Map.entry("campaign-live.2", new CampaignState.Live(DETAILS, STOCK)),
        Map.entry("campaign-ended.2", new CampaignState.Closed(DETAILS, STOCK, Stage.FUNDED)));
  }
}
