package crowdstart.http.payment;

import crowdstart.http.campaign.CampaignReads;
import crowdstart.http.campaign.CampaignRoutes;
import crowdstart.http.creator.Creators;
import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.PageQuery;
import crowdstart.http.wire.Responses;
import crowdstart.http.wire.UnknownCursor;
import crowdstart.identity.CampaignId;
import crowdstart.payment.CollectionAnswer;
import crowdstart.payment.Collections;
import crowdstart.view.PaymentLists;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What a creator sees of a campaign's money, and does about its collection. */
public final class MoneyRoutes {
  private static final String COLLECTION = "/v1/campaigns/{campaign}/collection";
  private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

  private final Collections collections;
  private final PaymentBook book;
  private final CampaignReads reads;
  private final Creators creators;

  public MoneyRoutes(
      Collections collections, PaymentBook book, CampaignReads reads, Creators creators) {
    this.collections = collections;
    this.book = book;
    this.reads = reads;
    this.creators = creators;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(COLLECTION, call -> collection(call, collections::read)),
        Route.step(COLLECTION + "/pause", call -> collection(call, collections::pause)),
        Route.step(COLLECTION + "/resume", call -> collection(call, collections::resume)),
        Route.get("/v1/campaigns/{campaign}/ledger", this::ledger));
  }

  private CompletionStage<HttpResponse> collection(
      Call call, Function<CampaignId, CompletionStage<CollectionAnswer>> step) {
    return owned(call)
        .thenCompose(campaign ->
            step.apply(campaign)
                .thenCompose(answer ->
                    switch (answer) {
                      case CollectionAnswer.Found found ->
                          bounded(book.progress(campaign))
                              .thenApply(
                                  progress -> Responses.ok(MoneyJson.collection(found, progress)));
                      case CollectionAnswer.NotBegun _ ->
                          CompletableFuture.completedStage(
                              Problems.of(
                                  ProblemType.COLLECTION_NOT_BEGUN, "the campaign has not closed"));
                      case CollectionAnswer.Unknown _ ->
                          CompletableFuture.completedStage(Problems.unknown());
                    }));
  }

  private CompletionStage<HttpResponse> ledger(Call call) {
    PageQuery query = PageQuery.of(call.request());
    long after = position(query.cursor());
    return owned(call)
        .thenCompose(campaign ->
            bounded(book.balance(campaign))
                .thenCombine(
                    bounded(book.postings(campaign, after, query.limit() + 1)),
                    (balance, postings) -> {
                      boolean isMore = postings.size() > query.limit();
                      List<PaymentLists.Posting> page =
                          isMore ? postings.subList(0, query.limit()) : postings;
                      return Responses.ok(
                          MoneyJson.ledger(
                              balance,
                              page,
                              isMore
                                  ? query.shown(String.valueOf(page.getLast().position()))
                                  : null));
                    }));
  }

  private static long position(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    if (!POSITION.matcher(cursor).matches()) {
      throw PageQuery.refusal(new UnknownCursor());
    }
    return Long.parseLong(cursor);
  }

  private CompletionStage<CampaignId> owned(Call call) {
    String creator = creators.require(call.request());
    CampaignId campaign = call.campaign();
    return reads
        .recent(campaign)
        .thenApply(answer -> {
          Creators.requireOwner(creator, CampaignRoutes.found(answer).details().creator());
          return campaign;
        });
  }

  private static <T> CompletionStage<T> bounded(CompletionStage<T> answer) {
    return answer
        .toCompletableFuture()
        .orTimeout(PageQuery.ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> {
          throw failure.getCause() instanceof Refused refused
              ? refused
              : PageQuery.refusal(failure);
        });
  }
}
