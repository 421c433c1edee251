package crowdstart.http;

import crowdstart.checkout.Engine;
import crowdstart.http.payment.PaymentBook;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderStage;
import crowdstart.view.OrderStates;
import crowdstart.view.PaymentLists;
import crowdstart.view.Timelines;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A book with one page, for tests of what is made of it; the views have tests of their own. */
final class RememberedBook implements PaymentBook {
  private static final OrderId ORDER = new OrderId("local-00000000000000000000000001");

  private final Engine engine;
  private final boolean isBroken;

  RememberedBook(Engine engine, boolean isBroken) {
    this.engine = engine;
    this.isBroken = isBroken;
  }

  @Override
  public CompletionStage<List<PaymentLists.Progress>> progress(CampaignId campaign) {
    return answer(() -> List.of(new PaymentLists.Progress("captured", 1, 4_900, 4_900, 0)));
  }

  @Override
  public CompletionStage<Optional<PaymentLists.Balance>> balance(CampaignId campaign) {
    return answer(() -> Optional.of(new PaymentLists.Balance("EUR", 0, 4_900, 94, 0, 0, 0)));
  }

  @Override
  public CompletionStage<List<PaymentLists.Posting>> postings(
      CampaignId campaign, long after, int max) {
    return answer(() ->
        List.of(
            new PaymentLists.Posting(1, ORDER, 7, "captured", "provider", 4_900, Instant.EPOCH)));
  }

  @Override
  public CompletionStage<Map<OrderStage, Long>> orders(CampaignId campaign) {
    return answer(() -> Map.of(OrderStage.CONFIRMED, 1L));
  }

  @Override
  public CompletionStage<List<OrderStates.States>> states(Collection<OrderId> orders) {
    return answer(() ->
        orders.stream()
            .map(order -> engine.orders().read(order).toCompletableFuture().join())
            .map(answer -> ((OrderAnswer.Found) answer).standing())
            .map(it -> new OrderStates.States(it.placed().order(), it.stage(), null, null))
            .toList());
  }

  @Override
  public CompletionStage<List<Timelines.Entry>> timeline(OrderId order) {
    return answer(
        () -> List.of(new Timelines.Entry(1, order, Instant.now(), "payment", "captured", "4900")));
  }

  private <T> CompletionStage<T> answer(Supplier<T> value) {
    return isBroken
        ? CompletableFuture.failedStage(new TimeoutException("no connection"))
        : CompletableFuture.supplyAsync(value);
  }
}
