package crowdstart.http.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.http.payment.PaymentBook;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderStage;
import crowdstart.view.OrderStates;
import crowdstart.view.PaymentLists;
import crowdstart.view.Timelines;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CollectedTest {
  private static final CampaignId CAMPAIGN = new CampaignId("local-00000000000000000000000000");

  @Test
  void aLedgerThatDoesNotAnswerIsNotWaitedFor() {
    assertThat(
            new Collected(new SilentBook())
                .of(CAMPAIGN)
                .toCompletableFuture()
                .orTimeout(Collected.ANSWER_WAIT.toMillis() * 5, TimeUnit.MILLISECONDS))
        .succeedsWithin(Collected.ANSWER_WAIT.multipliedBy(5))
        .satisfies(amount -> assertThat(amount).isEmpty());
  }

  /** Its database has been asked, and says nothing. */
  private static final class SilentBook implements PaymentBook {
    @Override
    public CompletionStage<List<PaymentLists.Progress>> progress(CampaignId campaign) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Optional<PaymentLists.Balance>> balance(CampaignId campaign) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<List<PaymentLists.Posting>> postings(
        CampaignId campaign, long after, int max) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Map<OrderStage, Long>> orders(CampaignId campaign) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<List<OrderStates.States>> states(Collection<OrderId> orders) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<List<Timelines.Entry>> timeline(OrderId order) {
      return new CompletableFuture<>();
    }
  }
}
