package crowdstart.http.checkout;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.FieldError;
import crowdstart.campaign.Line;
import crowdstart.campaign.ReadAnswer;
import crowdstart.campaign.Tier;
import crowdstart.http.problem.Problems;
import crowdstart.identity.CampaignId;
import crowdstart.identity.TierId;
import crowdstart.order.OrderRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Finds which line of an order was refused, for the pointer in the answer. */
public final class RefusedLine {
  private static final String BEYOND_LIMIT =
      "is more than one backer may have of the tier, with what this one has already";

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

  /**
   * Of several lines, those that break their limit alone; if it takes what the backer has already,
   * every line that has a limit.
   */
  CompletionStage<HttpResponse> perBackerLimit(OrderRequest request) {
    if (request.lines().size() == 1) {
      return CompletableFuture.completedStage(Problems.invalid("/quantity", BEYOND_LIMIT));
    }
    return reads
        .apply(request.campaign())
        .thenApply(answer -> {
          List<Integer> alone = new ArrayList<>();
          List<Integer> limited = new ArrayList<>();
          for (int i = 0; i < request.lines().size(); i++) {
            Integer limit = limit(answer, request.lines().get(i).tier());
            if (limit != null) {
              limited.add(i);
              if (asked(request, request.lines().get(i).tier()) > limit) {
                alone.add(i);
              }
            }
          }
          List<Integer> wrong = alone.isEmpty() ? limited : alone;
          return wrong.isEmpty()
              ? Problems.invalid("/quantity", BEYOND_LIMIT)
              : Problems.invalid(
                  wrong.stream()
                      .map(i -> new FieldError(at(i) + "/quantity", BEYOND_LIMIT))
                      .toList());
        });
  }

  private static @Nullable Integer limit(ReadAnswer answer, TierId tier) {
    return answer instanceof ReadAnswer.Found(var standing)
        ? standing.details().tier(tier).map(Tier::perBackerLimit).orElse(null)
        : null;
  }

  private static long asked(OrderRequest request, TierId tier) {
    return request.lines().stream()
        .filter(line -> line.tier().equals(tier))
        .mapToLong(Line::quantity)
        .sum();
  }

  private static String at(int line) {
    return line == 0 ? "" : "/addOns/" + (line - 1);
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
          return at(i) + "/tier";
        }
      }
    }
    return "/tier";
  }
}
