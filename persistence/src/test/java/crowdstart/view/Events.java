package crowdstart.view;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.FundingModel;
import crowdstart.campaign.Move;
import crowdstart.campaign.PricedLine;
import crowdstart.campaign.Tier;
import crowdstart.identity.BackerId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import crowdstart.order.Backer;
import crowdstart.order.OrderEvent;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** Events for tests. */
public final class Events {

  public static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  public static final Instant EXPIRY = AT.plusSeconds(900);
  public static final TierId EARLY = new TierId("early-bird");
  private static final Currency EURO = Currency.getInstance("EUR");

  private Events() {}

  public static CampaignId campaign(int number) {
    return new CampaignId("local-%026d".formatted(number));
  }

  public static OrderId order(int number) {
    return new OrderId("local-%026d".formatted(number));
  }

  public static CampaignEvent.Created created(int number) {
    return new CampaignEvent.Created(details(number, "A lamp"), AT.plusMillis(number));
  }

  public static CampaignDetails details(int number, String title) {
    return new CampaignDetails(
        campaign(number),
        title,
        "It shines.",
        "creator-1",
        EURO,
        500_000,
        AT.plusSeconds(86_400),
        FundingModel.ALL_OR_NOTHING,
        List.of(new Tier(EARLY, "Early bird", 4_900, 500, null, null, null)));
  }

  public static Move held(int order, int quantity) {
    return new Move.Held(
        order(order),
        new BackerId("backer-" + order % 2),
        List.of(new PricedLine(EARLY, quantity, 4_900)),
        EXPIRY);
  }

  public static CampaignEvent.StockMoved moved(Move... moves) {
    return new CampaignEvent.StockMoved(List.of(moves), AT);
  }

  public static OrderEvent.Placed placed(int number, int campaign, String email) {
    return new OrderEvent.Placed(
        order(number),
        campaign(campaign),
        new BackerId("backer-" + number),
        new Backer(email, "Ada \0 L\u00f6ve", "DE"),
        List.of(new PricedLine(EARLY, 1, 4_900)),
        EURO,
        null,
        EXPIRY,
        number,
        AT.plusMillis(number / 3));
  }
}
