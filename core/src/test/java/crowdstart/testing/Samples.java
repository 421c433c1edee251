package crowdstart.testing;

import crowdstart.campaign.BatchAnswers;
import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.CampaignStanding;
import crowdstart.campaign.CampaignStats;
import crowdstart.campaign.FieldError;
import crowdstart.campaign.Fixture;
import crowdstart.campaign.FundingModel;
import crowdstart.campaign.GateMessage;
import crowdstart.campaign.HoldRefusal;
import crowdstart.campaign.KeptOfTier;
import crowdstart.campaign.Line;
import crowdstart.campaign.ManageAnswer;
import crowdstart.campaign.ManageCommand;
import crowdstart.campaign.ManageRefusal;
import crowdstart.campaign.PricedLine;
import crowdstart.campaign.ReadAnswer;
import crowdstart.campaign.Stage;
import crowdstart.campaign.StockAnswer;
import crowdstart.campaign.Tier;
import crowdstart.fulfilment.FulfilmentSamples;
import crowdstart.order.Address;
import crowdstart.order.AddressStanding;
import crowdstart.order.Backer;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderMessage;
import crowdstart.order.OrderRequest;
import crowdstart.order.OrderStage;
import crowdstart.order.OrderStanding;
import crowdstart.order.PlaceAnswer;
import crowdstart.order.PlaceRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;

/** One of each message that may cross nodes, with its optional fields given and left out. */
public final class Samples {
  private static final Instant FINE = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final Tier FULL = new Tier(Fixture.EARLY, "Früh", 1, 2, 3, FINE, Instant.MAX);
  private static final Tier BARE = new Tier(Fixture.LATE, "", 1, null, null, null, null);
  private static final CampaignDetails DETAILS =
      Fixture.details(Fixture.CAMPAIGN, FundingModel.KEEP_WHAT_YOU_RAISE, FULL, BARE);
  private static final CampaignStats STATS =
      new CampaignStats(
          Fixture.CAMPAIGN,
          Long.MAX_VALUE,
          Stage.UNFUNDED,
          Currency.getInstance("JPY"),
          1,
          2,
          3,
          4,
          5,
          6,
          List.of(
              new CampaignStats.TierStats(Fixture.EARLY, 2, 1L, 1, 0, 1),
              new CampaignStats.TierStats(Fixture.LATE, null, null, 0, 0, 0)));
  private static final CampaignStanding STANDING = new CampaignStanding(DETAILS, STATS);
  private static final List<Line> LINES =
      List.of(new Line(Fixture.EARLY, 1), new Line(Fixture.EARLY, Line.QUANTITY_MAX));
  private static final List<PricedLine> PRICED =
      List.of(new PricedLine(Fixture.EARLY, 1, 10_000_000_000L));

  private Samples() {}

  @SuppressWarnings("unchecked")
  public static List<Object> all(ActorRef<?> anybody) {
    List<Object> all = new ArrayList<>(List.of(STATS, STANDING));
    all.addAll(gateMessages((ActorRef<Object>) anybody));
    all.addAll(campaignAnswers());
    all.addAll(orders((ActorRef<Object>) anybody));
    all.addAll(PaymentSamples.all((ActorRef<Object>) anybody));
    all.addAll(FulfilmentSamples.all((ActorRef<Object>) anybody));
    return all;
  }

  private static List<Object> gateMessages(ActorRef<Object> to) {
    List<ManageCommand> commands =
        List.of(
            new ManageCommand.Create(DETAILS),
            new ManageCommand.Edit(null, null, null, null, null, null, null),
            new ManageCommand.Edit(
                "a", "b", Fixture.EUR, 1L, FINE, FundingModel.ALL_OR_NOTHING, List.of(FULL, BARE)),
            new ManageCommand.Edit(
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(FULL),
                List.of(new KeptOfTier(true, false, true, false, false))),
            new ManageCommand.Launch(),
            new ManageCommand.Cancel(),
            new ManageCommand.Close());
    List<Object> all = new ArrayList<>();
    commands.forEach(command -> all.add(new GateMessage.Manage(command, to.narrow())));
    all.add(
        new GateMessage.Batch(
            1L << 40,
            List.of(
                Fixture.place(1, 2, LINES.toArray(Line[]::new)),
                Fixture.confirm(1),
                Fixture.release(1),
                Fixture.forget(1),
                Fixture.find(1)),
            List.of(0, 1, 1_000, 2_000, Integer.MAX_VALUE),
            to.narrow()));
    all.add(new GateMessage.Read(to.narrow()));
    all.add(new GateMessage.Watch(to.narrow()));
    all.add(new GateMessage.Unwatch(to.narrow()));
    all.add(new GateMessage.Wake());
    return all;
  }

  private static List<Object> campaignAnswers() {
    List<StockAnswer> answers = new ArrayList<>();
    answers.add(new StockAnswer.Held(PRICED, Fixture.EUR, FINE));
    answers.add(new StockAnswer.Confirmed());
    answers.add(new StockAnswer.Released());
    answers.add(new StockAnswer.NotHeld());
    answers.add(new StockAnswer.Overloaded(1_000));
    answers.add(new StockAnswer.Unknown());
    Arrays.stream(HoldRefusal.values()).map(StockAnswer.Refused::new).forEach(answers::add);
    return List.of(
        new BatchAnswers(1L << 40, Collections.nCopies(answers.size(), 7), answers),
        new ManageAnswer.Done(STANDING),
        new ManageAnswer.Unknown(),
        new ManageAnswer.Refused(new ManageRefusal.UnknownCampaign()),
        new ManageAnswer.Refused(new ManageRefusal.WrongStage(Stage.LIVE)),
        new ManageAnswer.Refused(
            new ManageRefusal.Invalid(List.of(new FieldError("/a~1b", "must be \"c\"")))),
        new ReadAnswer.Found(STANDING),
        new ReadAnswer.NotFound(),
        new ReadAnswer.Unknown());
  }

  private static List<Object> orders(ActorRef<Object> to) {
    Backer backer = new Backer("ada@example.org", "Ada \uD83D\uDCA1", "GB");
    OrderRequest request =
        new OrderRequest(
            Fixture.order(1), Fixture.CAMPAIGN, Fixture.backer(1), backer, LINES, null);
    OrderEvent.Placed placed =
        new OrderEvent.Placed(
            Fixture.order(1),
            Fixture.CAMPAIGN,
            Fixture.backer(1),
            backer,
            PRICED,
            Fixture.EUR,
            "newsletter",
            FINE,
            -7,
            FINE);
    OrderStanding standing = new OrderStanding(placed, OrderStage.CONFIRMED, FINE);
    Stream<PlaceAnswer> refused =
        Arrays.stream(PlaceRefusal.values()).map(PlaceAnswer.Refused::new);
    List<Object> all = new ArrayList<>(refused.toList());
    all.addAll(
        List.of(
            new OrderMessage.Place(request, Long.MIN_VALUE, to.narrow()),
            new OrderMessage.Read(to.narrow()),
            new OrderMessage.Cancel(to.narrow()),
            new OrderMessage.Confirm(to.narrow()),
            new OrderMessage.Expire(FINE, to.narrow()),
            new OrderMessage.Drop(to.narrow()),
            new OrderMessage.Release(to.narrow()),
            new OrderMessage.GiveAddress(
                new Address("1", null, "Ume\u00E5", null, null, "SE", null), to.narrow()),
            new OrderMessage.LockAddress(to.narrow()),
            new OrderAnswer.AddressRefused(
                new OrderStanding(
                    placed,
                    OrderStage.CONFIRMED,
                    FINE,
                    new AddressStanding(new Address("1", "2", "3", "4", "5", "SE", "6"), true))),
            new PlaceAnswer.Placed(placed, true),
            new PlaceAnswer.Placed(placed, false),
            new PlaceAnswer.Overloaded(1_000),
            new PlaceAnswer.Unknown(),
            new OrderAnswer.Found(standing),
            new OrderAnswer.WrongStage(standing),
            new OrderAnswer.NotFound(),
            new OrderAnswer.Unknown()));
    return all;
  }
}
