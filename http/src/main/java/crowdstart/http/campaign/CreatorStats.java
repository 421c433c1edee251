package crowdstart.http.campaign;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crowdstart.http.payment.PaymentBook;
import crowdstart.identity.CampaignId;
import crowdstart.order.OrderStage;
import crowdstart.view.PaymentLists;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What a campaign's creator is told beside the public totals; read every two seconds at most. */
public final class CreatorStats {
  static final Duration AGE_MAX = Duration.ofSeconds(2);
  static final int CAMPAIGNS_MAX = 10_000;

  /** How long the totals wait for it; without it, they go alone. */
  static final Duration ANSWER_WAIT = Duration.ofSeconds(1);

  private final PaymentBook book;
  private final AsyncCache<CampaignId, Optional<Own>> known =
      Caffeine.newBuilder().expireAfterWrite(AGE_MAX).maximumSize(CAMPAIGNS_MAX).buildAsync();

  /**
   * All amounts in minor units.
   *
   * @param orders how many are at each stage; stages with none are left out
   */
  record Own(long captured, long refunded, long fees, long payable, Map<OrderStage, Long> orders) {}

  public CreatorStats(PaymentBook book) {
    this.book = book;
  }

  /** Empty when it cannot be read now. */
  CompletionStage<Optional<Own>> of(CampaignId campaign) {
    return known.get(campaign, (id, _) -> read(id));
  }

  private CompletableFuture<Optional<Own>> read(CampaignId campaign) {
    return book.balance(campaign)
        .thenCombine(book.orders(campaign), (balance, orders) -> Optional.of(own(balance, orders)))
        .toCompletableFuture()
        .orTimeout(ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(_ -> Optional.empty());
  }

  private static Own own(Optional<PaymentLists.Balance> balance, Map<OrderStage, Long> orders) {
    return balance
        .map(it -> new Own(it.captured(), it.refunded(), it.fees(), it.payable(), orders))
        .orElseGet(() -> new Own(0, 0, 0, 0, orders));
  }
}
