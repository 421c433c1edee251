package crowdstart.http.fulfilment;

import crowdstart.fulfilment.ListedShipment;
import crowdstart.fulfilment.ShipmentAnswer;
import crowdstart.fulfilment.ShipmentFilter;
import crowdstart.fulfilment.ShipmentStanding;
import crowdstart.fulfilment.Shipments;
import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.Accepts;
import crowdstart.http.wire.Bodies;
import crowdstart.http.wire.Json;
import crowdstart.http.wire.Page;
import crowdstart.http.wire.PageQuery;
import crowdstart.http.wire.Responses;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.Materializer;

/** What creators see of their shipments, and say of them. */
public final class ShipmentRoutes {
  private static final String ALL = "/v1/campaigns/{campaign}/shipments";
  private static final List<MediaType> FORMS =
      List.of(MediaTypes.APPLICATION_JSON, MediaTypes.TEXT_CSV);

  private final Shipments shipments;
  private final ShipmentList list;
  private final CampaignOwners owners;
  private final Materializer materializer;

  public ShipmentRoutes(FulfilmentParts parts, CampaignOwners owners, Materializer materializer) {
    this.shipments = parts.entities().shipments();
    this.list = parts.shipments();
    this.owners = owners;
    this.materializer = materializer;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(ALL, this::list),
        Route.post(ALL, this::importFile),
        Route.post(ALL + "/{order}", this::change));
  }

  private CompletionStage<HttpResponse> list(Call call) {
    CompletionStage<CampaignId> owned = owners.owned(call);
    MediaType form = Accepts.best(call.request(), FORMS);
    PageQuery query = PageQuery.of(call.request());
    ShipmentFilter filter = ShipmentQuery.of(call.request());
    return owned.thenCompose(campaign ->
        page(campaign, filter, query)
            .thenApply(page ->
                form.equals(MediaTypes.TEXT_CSV)
                    ? csv(campaign, filter, page)
                    : Responses.ok(ShipmentJson.shipments(query.shown(page)))));
  }

  private CompletionStage<Page<ListedShipment>> page(
      CampaignId campaign, ShipmentFilter filter, PageQuery query) {
    return list.list(campaign, filter, query.cursor(), query.limit())
        .toCompletableFuture()
        .orTimeout(PageQuery.ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> {
          throw PageQuery.refusal(failure);
        });
  }

  private HttpResponse csv(CampaignId campaign, ShipmentFilter filter, Page<ListedShipment> first) {
    return Responses.csv(
        "shipments-" + campaign,
        HttpEntities.createChunked(
            ContentTypes.TEXT_CSV_UTF8, ShipmentCsv.source(list, campaign, filter, first)));
  }

  private CompletionStage<HttpResponse> importFile(Call call) {
    return owners
        .owned(call)
        .thenCompose(campaign ->
            Bodies.csv(call.request(), ImportFile.BYTES_MAX, materializer)
                .thenCompose(body ->
                    new ShipmentImport(shipments, materializer)
                        .run(campaign, ImportFile.read(body, call.regions()))))
        .thenApply(rows -> Responses.ok(ShipmentJson.imported(rows)));
  }

  private CompletionStage<HttpResponse> change(Call call) {
    OrderId order = call.order(1);
    return owners
        .owned(call)
        .thenCompose(campaign ->
            Bodies.json(call.request(), materializer)
                .thenCompose(
                    body -> shipments.change(order, ShipmentBody.read(Json.read(body), campaign))))
        .thenApply(answer ->
            switch (answer) {
              case ShipmentAnswer.Found(ShipmentStanding standing) ->
                  Responses.ok(ShipmentJson.ofCreator(standing));
              case ShipmentAnswer.Refused(ShipmentStanding standing) ->
                  Problems.of(
                      ProblemType.SHIPMENT_STATE, "the shipment is " + standing.stage().label());
              case ShipmentAnswer.NotFound _ -> Problems.notFound();
              case ShipmentAnswer.Unknown _ -> Problems.unknown();
            });
  }
}
