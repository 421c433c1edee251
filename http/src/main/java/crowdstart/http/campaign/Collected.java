package crowdstart.http.campaign;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crowdstart.http.payment.PaymentBook;
import crowdstart.identity.CampaignId;
import crowdstart.view.PaymentLists;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What campaigns have collected, from the ledger; read once a second at most for each of them. */
public final class Collected {
  static final Duration AGE_MAX = Duration.ofSeconds(1);
  static final int CAMPAIGNS_MAX = 10_000;

  /** The totals that stand beside it are there at once, and do not wait longer for it. */
  static final Duration ANSWER_WAIT = Duration.ofSeconds(1);

  private final PaymentBook book;
  private final AsyncCache<CampaignId, OptionalLong> amounts =
      Caffeine.newBuilder().expireAfterWrite(AGE_MAX).maximumSize(CAMPAIGNS_MAX).buildAsync();

  public Collected(PaymentBook book) {
    this.book = book;
  }

  /** In minor units; empty when the ledger cannot be read now. */
  CompletionStage<OptionalLong> of(CampaignId campaign) {
    return amounts
        .get(
            campaign,
            (id, _) ->
                book.balance(id)
                    .thenApply(balance ->
                        OptionalLong.of(balance.map(PaymentLists.Balance::kept).orElse(0L)))
                    .toCompletableFuture()
                    .orTimeout(ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS))
        .exceptionally(_ -> OptionalLong.empty());
  }
}
