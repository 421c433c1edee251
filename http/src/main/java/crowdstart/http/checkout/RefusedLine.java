package crowdstart.http.checkout;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.ReadAnswer;
import crowdstart.campaign.Tier;
import crowdstart.http.problem.Problems;
import crowdstart.identity.CampaignId;
import crowdstart.order.OrderRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Finds which line of an order was refused, for the pointer in the answer. */
public final class RefusedLine {
  private final Function<CampaignId, CompletionStage<ReadAnswer>> reads;
  private final InstantSource clock;

  /**
   * @param reads the campaign as it was a moment ago: this only explains what was decided
   */
  public RefusedLine(Function<CampaignId, CompletionStage<ReadAnswer>> reads, InstantSource clock) {
    this.reads = reads;
    this.clock = clock;
  }

  CompletionStage<HttpResponse> unknownTier(OrderRequest request) {
    return refused(request, "the campaign has no such tier", _ -> true);
  }

  CompletionStage<HttpResponse> notOnSale(OrderRequest request) {
    Instant now = clock.instant();
    return refused(
        request,
        "the tier is not on sale now",
        tier ->
            (tier.startsAt() == null || !now.isBefore(tier.startsAt()))
                && (tier.endsAt() == null || now.isBefore(tier.endsAt())));
  }

  private CompletionStage<HttpResponse> refused(
      OrderRequest request, String detail, Predicate<Tier> isFine) {
    if (request.lines().size() == 1) {
      return CompletableFuture.completedStage(Problems.invalid("/tier", detail));
    }
    return reads
        .apply(request.campaign())
        .thenApply(answer -> Problems.invalid(pointer(request, answer, isFine), detail));
  }

  private static String pointer(OrderRequest request, ReadAnswer answer, Predicate<Tier> isFine) {
    if (answer instanceof ReadAnswer.Found(var standing)) {
      CampaignDetails details = standing.details();
      for (int i = 1; i < request.lines().size(); i++) {
        if (details.tier(request.lines().get(i).tier()).filter(isFine).isEmpty()
            && details.tier(request.lines().getFirst().tier()).filter(isFine).isPresent()) {
          return "/addOns/" + (i - 1) + "/tier";
        }
      }
    }
    return "/tier";
  }
}
