package crowdstart.testing;

import crowdstart.campaign.Fixture;
import crowdstart.campaign.FundingModel;
import crowdstart.campaign.Stage;
import crowdstart.order.OrderStage;
import crowdstart.payment.CardRefusal;
import crowdstart.payment.ChargeStanding;
import crowdstart.payment.ClientAction;
import crowdstart.payment.CollectionAnswer;
import crowdstart.payment.CollectionMessage;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.EndReason;
import crowdstart.payment.PaymentAnswer;
import crowdstart.payment.PaymentMessage;
import crowdstart.payment.PaymentRejection;
import crowdstart.payment.PaymentStage;
import crowdstart.payment.PaymentStanding;
import crowdstart.payment.ProviderNews;
import crowdstart.payment.Refund;
import crowdstart.payment.RefundStanding;
import crowdstart.payment.SetupStanding;
import crowdstart.payment.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** One of each message of payments and collection runs that may cross nodes. */
final class PaymentSamples {
  private static final Instant FINE = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final Terms TERMS =
      new Terms(
          Fixture.order(1),
          Fixture.CAMPAIGN,
          10_000_000_000L,
          Fixture.EUR,
          FundingModel.KEEP_WHAT_YOU_RAISE,
          FINE);
  private static final DisputeStanding DISPUTE =
      new DisputeStanding(
          "du_1", DisputeStanding.Status.OPEN, 10_000_000_000L, 9_999_999_999L, -1, "general");
  private static final PaymentStanding BARE =
      new PaymentStanding(
          TERMS, PaymentStage.SECURING, null, 0, 0, List.of(), null, null, null, List.of());
  private static final PaymentStanding FULL =
      new PaymentStanding(
          TERMS,
          PaymentStage.REFUNDING,
          CardRefusal.AUTHENTICATION_NEEDED,
          10_000_000_000L,
          1,
          List.of(
              new Refund("unpaid-1", 1, Refund.Status.DONE),
              new Refund("a", 2, Refund.Status.TRIED),
              new Refund("b", 3, Refund.Status.REFUSED),
              new Refund("c", 4, Refund.Status.FAILED)),
          FINE,
          Instant.EPOCH,
          EndReason.CAMPAIGN_UNFUNDED,
          List.of(DISPUTE));
  private static final List<ProviderNews> NEWS =
      List.of(
          new ProviderNews.Setup(
              new SetupStanding(
                  "seti_1",
                  "cus_1",
                  SetupStanding.Status.SUCCEEDED,
                  "pm_1",
                  "secret",
                  CardRefusal.DECLINED)),
          new ProviderNews.Setup(
              new SetupStanding("seti_1", "cus_1", SetupStanding.Status.OPEN, null, null, null)),
          new ProviderNews.Charge(
              new ChargeStanding(
                  "pi_1",
                  ChargeStanding.Status.OPEN,
                  10_000_000_000L,
                  1,
                  "ch_1",
                  CardRefusal.OTHER,
                  "secret")),
          new ProviderNews.Charge(
              new ChargeStanding("pi_1", ChargeStanding.Status.CANCELLED, 0, 0, null, null, null)),
          new ProviderNews.Refund(
              new RefundStanding("re_1", "unpaid-1", 1, RefundStanding.Status.PENDING)),
          new ProviderNews.Dispute(DISPUTE));

  private PaymentSamples() {}

  static List<Object> all(ActorRef<Object> to) {
    List<Object> all = new ArrayList<>();
    NEWS.forEach(news -> all.add(new PaymentMessage.Hear(news, to.narrow())));
    all.addAll(
        List.of(
            new PaymentMessage.Open(TERMS, true, to.narrow()),
            new PaymentMessage.Open(TERMS, false, to.narrow()),
            new PaymentMessage.Read(to.narrow()),
            new PaymentMessage.HearOrder(OrderStage.DROPPED, to.narrow()),
            new PaymentMessage.Collect(to.narrow()),
            new PaymentMessage.End(EndReason.CAMPAIGN_CANCELLED, to.narrow()),
            new PaymentMessage.GiveBack("r-1", 10_000_000_000L, to.narrow()),
            new PaymentMessage.Wake(),
            new PaymentAnswer.Found(BARE, null),
            new PaymentAnswer.Found(
                FULL, new ClientAction(ClientAction.Kind.CHARGE, "pi_1", "secret")),
            new PaymentAnswer.Refused(PaymentRejection.MORE_THAN_CAPTURED, FULL),
            new PaymentAnswer.NotFound(),
            new PaymentAnswer.Unknown()));
    all.addAll(
        List.of(
            new CollectionMessage.Begin(Stage.FUNDED, to.narrow()),
            new CollectionMessage.Pause(to.narrow()),
            new CollectionMessage.Resume(to.narrow()),
            new CollectionMessage.Read(to.narrow()),
            new CollectionAnswer.Found(Stage.CANCELLED, true),
            new CollectionAnswer.NotBegun(),
            new CollectionAnswer.Unknown()));
    return all;
  }
}
