package crowdstart.http.campaign;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crowdstart.campaign.ReadAnswer;
import crowdstart.identity.CampaignId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads campaigns for everyone on this node together, so that a page which everybody looks at does
 * not become a message to its gate for each of them. Safe for use by many threads.
 */
public final class CampaignReads {
  /** How old a recent answer may be. */
  static final Duration AGE_MAX = Duration.ofMillis(250);

  /** How many campaigns are remembered; one more is simply read again. */
  static final int CAMPAIGNS_MAX = 10_000;

  private final Function<CampaignId, CompletionStage<ReadAnswer>> source;
  private final Cache<CampaignId, Slot> slots =
      Caffeine.newBuilder().maximumSize(CAMPAIGNS_MAX).build();

  public CampaignReads(Function<CampaignId, CompletionStage<ReadAnswer>> source) {
    this.source = source;
  }

  /** The campaign as it was at most {@link #AGE_MAX} ago. */
  public CompletionStage<ReadAnswer> recent(CampaignId campaign) {
    return slot(campaign).recent();
  }

  /** The campaign as it is, with everything in it that was answered before this was asked. */
  public CompletionStage<ReadAnswer> fresh(CampaignId campaign) {
    return slot(campaign).fresh();
  }

  /** This node has changed the campaign. */
  public void changed(CampaignId campaign) {
    slots.invalidate(campaign);
  }

  private Slot slot(CampaignId campaign) {
    return slots.get(campaign, Slot::new);
  }

  /**
   * The reads of one campaign: at most one is under way, and whoever comes meanwhile shares the
   * next, because the one under way may have looked already.
   */
  private final class Slot {
    private final CampaignId campaign;
    private @Nullable CompletableFuture<ReadAnswer> underWay;
    private @Nullable CompletableFuture<ReadAnswer> next;
    private @Nullable ReadAnswer newest;
    private long askedAt;
    private long newestAt;

    Slot(CampaignId campaign) {
      this.campaign = campaign;
    }

    synchronized CompletionStage<ReadAnswer> recent() {
      long age = System.nanoTime() - newestAt;
      if (newest != null && age < AGE_MAX.toNanos()) {
        return CompletableFuture.completedStage(newest);
      }
      // Whatever is under way was asked after the newest answer grew old, or it is the first.
      return underWay != null ? underWay : fresh();
    }

    synchronized CompletionStage<ReadAnswer> fresh() {
      if (underWay == null) {
        CompletableFuture<ReadAnswer> read = new CompletableFuture<>();
        begin(read);
        return read;
      }
      if (next == null) {
        next = new CompletableFuture<>();
      }
      return next;
    }

    private void begin(CompletableFuture<ReadAnswer> read) {
      underWay = read;
      askedAt = System.nanoTime();
      source.apply(campaign).whenComplete((answer, failure) -> ended(read, answer, failure));
    }

    private void ended(
        CompletableFuture<ReadAnswer> read,
        @Nullable ReadAnswer answer,
        @Nullable Throwable failure) {
      synchronized (this) {
        newest = answer instanceof ReadAnswer.Unknown ? null : answer;
        newestAt = askedAt;
        underWay = null;
        CompletableFuture<ReadAnswer> waiting = next;
        next = null;
        if (waiting != null) {
          begin(waiting);
        }
      }
      if (failure != null) {
        read.completeExceptionally(failure);
      } else {
        read.complete(answer);
      }
    }
  }
}
