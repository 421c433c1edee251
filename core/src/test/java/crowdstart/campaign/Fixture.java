package crowdstart.campaign;

import crowdstart.identity.BackerId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A campaign that every test understands: 100 cents a unit, a goal of ten units, thirty days. */
public final class Fixture {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  public static final Instant DEADLINE = NOW.plus(Duration.ofDays(30));
  public static final Duration HOLD_DURATION = Duration.ofMinutes(15);
  public static final Instant EXPIRES_AT = NOW.plus(HOLD_DURATION);
  public static final Currency EUR = Currency.getInstance("EUR");
  public static final CampaignId CAMPAIGN = campaign("local", 1);
  public static final TierId EARLY = new TierId("early");
  public static final TierId LATE = new TierId("late");
  public static final long PRICE = 100;
  public static final long GOAL = 1_000;

  private Fixture() {}

  public static CampaignId campaign(String region, int number) {
    return new CampaignId(id(region, number));
  }

  public static OrderId order(int number) {
    return new OrderId(id("local", number));
  }

  public static BackerId backer(int number) {
    return new BackerId("backer" + number);
  }

  static String id(String region, int number) {
    return String.format(Locale.ROOT, "%s-%026d", region, number);
  }

  public static Tier tier(TierId id, @Nullable Integer limit, @Nullable Integer perBackerLimit) {
    return new Tier(id, "Tier " + id, PRICE, limit, perBackerLimit, null, null);
  }

  public static CampaignDetails details(Tier... tiers) {
    return details(CAMPAIGN, FundingModel.ALL_OR_NOTHING, tiers);
  }

  public static CampaignDetails details(CampaignId id, FundingModel model, Tier... tiers) {
    return new CampaignDetails(
        id, "A lamp", "It shines.", "studio", EUR, GOAL, DEADLINE, model, List.of(tiers));
  }

  static CampaignEvent created(Tier... tiers) {
    return new CampaignEvent.Created(details(tiers), NOW);
  }

  static CampaignEvent launched() {
    return new CampaignEvent.Launched(NOW);
  }

  static CampaignEvent moved(Move... moves) {
    return new CampaignEvent.StockMoved(List.of(moves), NOW);
  }

  static Move.Held held(int order, int backer, PricedLine... lines) {
    return new Move.Held(order(order), backer(backer), List.of(lines), EXPIRES_AT);
  }

  static PricedLine priced(TierId tier, int quantity) {
    return new PricedLine(tier, quantity, PRICE);
  }

  public static StockCommand.PlaceHold place(int order, int backer, Line... lines) {
    return new StockCommand.PlaceHold(order(order), backer(backer), List.of(lines));
  }

  public static StockCommand.PlaceHold place(int order, TierId tier, int... quantities) {
    return new StockCommand.PlaceHold(
        order(order),
        backer(order),
        Arrays.stream(quantities).mapToObj(quantity -> new Line(tier, quantity)).toList());
  }

  public static StockCommand.ConfirmHold confirm(int order) {
    return new StockCommand.ConfirmHold(order(order));
  }

  public static StockCommand.ReleaseHold release(int order) {
    return new StockCommand.ReleaseHold(order(order));
  }

  public static StockCommand.ForgetHold forget(int order) {
    return new StockCommand.ForgetHold(order(order));
  }

  public static StockCommand.FindHold find(int order) {
    return new StockCommand.FindHold(order(order));
  }

  /** An edit that changes nothing. */
  static ManageCommand.Edit edit() {
    return new ManageCommand.Edit(null, null, null, null, null, null, null);
  }

  static ManageCommand.Edit tiers(Tier... tiers) {
    return new ManageCommand.Edit(null, null, null, null, null, null, List.of(tiers));
  }

  static ManageCommand.Edit title(String title) {
    return new ManageCommand.Edit(title, null, null, null, null, null, null);
  }
}
