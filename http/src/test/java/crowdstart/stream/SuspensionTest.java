package crowdstart.stream;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.FundingModel;
import crowdstart.fulfilment.ShipmentAnswer;
import crowdstart.fulfilment.ShipmentCommand;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.PaymentAnswer;
import crowdstart.payment.PaymentStage;
import crowdstart.payment.PaymentStanding;
import crowdstart.payment.Terms;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SuspensionTest {
  private static final ShipmentCommand SUSPEND = new ShipmentCommand.Suspend();
  private static final ShipmentCommand RESUME = new ShipmentCommand.Resume();
  private static final Terms TERMS =
      new Terms(
          new OrderId("local-0123456789abcdefghijklmnop"),
          new CampaignId("local-0123456789abcdefghijklmnop"),
          100,
          Currency.getInstance("EUR"),
          FundingModel.KEEP_WHAT_YOU_RAISE,
          Instant.EPOCH);

  private final Deque<PaymentAnswer> payment = new ArrayDeque<>();
  private final List<ShipmentCommand> told = new ArrayList<>();
  private ShipmentAnswer answer = new ShipmentAnswer.NotFound();

  @Test
  void whatStillHoldsIsToldOnce() {
    payment.add(found(DisputeStanding.Status.OPEN));
    assertThat(tell(true)).isTrue();
    assertThat(told).containsExactly(SUSPEND);
  }

  @Test
  void whatHasChangedMeanwhileIsPutRight() {
    payment.add(found(DisputeStanding.Status.WON));
    payment.add(found(DisputeStanding.Status.WON));
    assertThat(tell(true)).isTrue();
    assertThat(told).containsExactly(SUSPEND, RESUME);
  }

  @Test
  void aDisputeThatComesAgainIsToldAgain() {
    payment.add(found(DisputeStanding.Status.REVIEW));
    payment.add(found(DisputeStanding.Status.REVIEW));
    assertThat(tell(false)).isTrue();
    assertThat(told).containsExactly(RESUME, SUSPEND);
  }

  @Test
  void whereNobodyCanSayTheNoticeIsGivenAgain() {
    payment.add(new PaymentAnswer.Unknown());
    assertThat(tell(true)).isFalse();
    answer = new ShipmentAnswer.Unknown();
    assertThat(tell(true)).isFalse();
    assertThat(told).containsExactly(SUSPEND, SUSPEND);
  }

  private boolean tell(boolean isDisputed) {
    Suspension suspension =
        new Suspension(
            _ -> CompletableFuture.completedStage(payment.removeFirst()),
            (_, command) -> {
              told.add(command);
              return CompletableFuture.completedStage(answer);
            });
    return suspension.tell(TERMS.order(), isDisputed).toCompletableFuture().join();
  }

  private static PaymentAnswer found(DisputeStanding.Status status) {
    List<DisputeStanding> disputes =
        List.of(new DisputeStanding("du_1", status, 100, 0, 0, "general"));
    return new PaymentAnswer.Found(
        new PaymentStanding(
            TERMS, PaymentStage.CAPTURED, null, 100, 0, List.of(), null, null, null, disputes),
        null);
  }
}
