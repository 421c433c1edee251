package crowdstart.http;

import crowdstart.http.payment.PaymentBook;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.view.PaymentLists;
import crowdstart.view.Timelines;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Views in which no money is known. */
final class NoBook implements PaymentBook {
  @Override
  public CompletionStage<List<PaymentLists.Progress>> progress(CampaignId campaign) {
    return CompletableFuture.completedStage(List.of());
  }

  @Override
  public CompletionStage<Optional<PaymentLists.Balance>> balance(CampaignId campaign) {
    return CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public CompletionStage<List<PaymentLists.Posting>> postings(
      CampaignId campaign, long after, int max) {
    return CompletableFuture.completedStage(List.of());
  }

  @Override
  public CompletionStage<List<Timelines.Entry>> timeline(OrderId order) {
    return CompletableFuture.completedStage(List.of());
  }
}
