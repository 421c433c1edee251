package crowdstart.http.fulfilment;

import crowdstart.fulfilment.BatchAnswer;
import crowdstart.fulfilment.BatchCommand;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.BatchRejection;
import crowdstart.fulfilment.BatchStage;
import crowdstart.fulfilment.BatchStanding;
import crowdstart.fulfilment.Batches;
import crowdstart.http.checkout.IdempotencyKeys;
import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.Accepts;
import crowdstart.http.wire.Bodies;
import crowdstart.http.wire.Json;
import crowdstart.http.wire.PageQuery;
import crowdstart.http.wire.Responses;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Identities;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;

/** The batches that creators make parcels in. */
public final class BatchRoutes {
  private static final String ALL = "/v1/campaigns/{campaign}/batches";
  private static final String ONE = ALL + "/{batch}";
  private static final RawHeader REPLAYED = RawHeader.create("Idempotency-Replayed", "true");

  private final Batches batches;
  private final BatchList list;
  private final ShipmentList shipments;
  private final CampaignOwners owners;
  private final Identities identities;
  private final Materializer materializer;

  public BatchRoutes(
      FulfilmentParts parts,
      CampaignOwners owners,
      Identities identities,
      Materializer materializer) {
    this.batches = parts.entities().batches();
    this.list = parts.batches();
    this.shipments = parts.shipments();
    this.owners = owners;
    this.identities = identities;
    this.materializer = materializer;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(ALL, this::list),
        Route.post(ALL, this::open),
        Route.get(ONE, this::read),
        Route.step(ONE + "/lock", this::lock),
        Route.get(ONE + "/shipments", this::labels));
  }

  private CompletionStage<HttpResponse> list(Call call) {
    CompletionStage<CampaignId> owned = owners.owned(call);
    PageQuery query = PageQuery.of(call.request());
    return owned
        .thenCompose(campaign -> seen(list.list(campaign, query.cursor(), query.limit())))
        .thenApply(page -> Responses.ok(ShipmentJson.batches(query.shown(page))));
  }

  private CompletionStage<HttpResponse> open(Call call) {
    CompletionStage<CampaignId> owned = owners.owned(call);
    String key = IdempotencyKeys.of(call.request());
    return owned.thenCompose(campaign ->
        Bodies.json(call.request(), materializer)
            .thenCompose(body ->
                open(campaign, identities.batch(campaign, key), BatchBody.read(Json.read(body)))));
  }

  /** Looks for the batch first: a repeat needs no list of what is ready. */
  private CompletionStage<HttpResponse> open(
      CampaignId campaign, BatchId batch, BatchFilter filter) {
    return batches
        .change(batch, new BatchCommand.Open(batch, campaign, filter, List.of()))
        .thenCompose(answer ->
            answer instanceof BatchAnswer.Refused(BatchRejection why)
                    && why == BatchRejection.NOTHING_READY
                ? seen(shipments.claim(
                        campaign, batch, filter, BatchCommand.Open.BATCH_SHIPMENTS_MAX))
                    .thenCompose(orders ->
                        batches.change(
                            batch, new BatchCommand.Open(batch, campaign, filter, orders)))
                    .thenApply(BatchRoutes::created)
                : CompletableFuture.completedStage(created(answer).addHeader(REPLAYED)));
  }

  private static HttpResponse created(BatchAnswer answer) {
    BatchStanding standing = found(answer);
    return Responses.created(
        "/v1/campaigns/" + standing.campaign() + "/batches/" + standing.batch(),
        ShipmentJson.batch(standing, null));
  }

  private CompletionStage<HttpResponse> read(Call call) {
    BatchId batch = call.batch();
    return owners
        .owned(call)
        .thenCompose(campaign -> standing(campaign, batch))
        .thenCompose(standing ->
            seen(list.read(batch))
                .thenApply(summary ->
                    Responses.ok(
                        ShipmentJson.batch(
                            standing,
                            // The view's counts beside the entity's own, newer stage.
                            summary
                                .filter(known -> known.standing().stage() == standing.stage())
                                .orElse(null)))));
  }

  private CompletionStage<HttpResponse> lock(Call call) {
    BatchId batch = call.batch();
    return owners
        .owned(call)
        .thenCompose(campaign -> batches.change(batch, new BatchCommand.Lock(campaign)))
        .thenApply(answer -> Responses.ok(ShipmentJson.batch(found(answer), null)));
  }

  private CompletionStage<HttpResponse> labels(Call call) {
    BatchId batch = call.batch();
    CompletionStage<CampaignId> owned = owners.owned(call);
    Accepts.best(call.request(), List.of(MediaTypes.TEXT_CSV));
    return owned
        .thenCompose(campaign -> standing(campaign, batch))
        .thenCompose(standing -> {
          if (standing.stage() != BatchStage.LOCKED) {
            throw new Refused(
                Problems.of(ProblemType.BATCH_STATE, "the batch is " + standing.stage().label()));
          }
          return seen(list.labels(batch));
        })
        .thenApply(labels ->
            labels
                .map(all ->
                    Responses.csv(
                        "batch-" + batch,
                        HttpEntities.create(ContentTypes.TEXT_CSV_UTF8, ShipmentCsv.labels(all))))
                .orElseGet(Problems::unknown));
  }

  private CompletionStage<BatchStanding> standing(CampaignId campaign, BatchId batch) {
    return batches
        .read(batch)
        .thenApply(answer -> {
          BatchStanding standing = found(answer);
          if (!standing.campaign().equals(campaign)) {
            throw new Refused(Problems.notFound());
          }
          return standing;
        });
  }

  private static <T> CompletionStage<T> seen(CompletionStage<T> fromView) {
    return fromView
        .toCompletableFuture()
        .orTimeout(PageQuery.ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> {
          throw PageQuery.refusal(failure);
        });
  }

  private static BatchStanding found(BatchAnswer answer) {
    return switch (answer) {
      case BatchAnswer.Found(BatchStanding standing) -> standing;
      case BatchAnswer.Refused(BatchRejection why) -> throw new Refused(problem(why));
      case BatchAnswer.Chosen _ -> throw new IllegalStateException("nobody asked for its orders");
      case BatchAnswer.Unknown _ -> throw new Refused(Problems.unknown());
    };
  }

  private static HttpResponse problem(BatchRejection why) {
    return switch (why) {
      case UNKNOWN_BATCH -> Problems.notFound();
      case IDEMPOTENCY_KEY_REUSED ->
          Problems.of(ProblemType.IDEMPOTENCY_KEY_REUSED, "it stands for another batch");
      case NOTHING_READY -> Problems.of(ProblemType.NOTHING_READY, null);
      case WRONG_STAGE -> Problems.of(ProblemType.BATCH_STATE, null);
    };
  }
}
