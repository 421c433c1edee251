package crowdstart.http.checkout;

import crowdstart.campaign.ReadAnswer;
import crowdstart.campaign.Stage;
import crowdstart.http.campaign.CampaignReads;
import crowdstart.http.campaign.CampaignRoutes;
import crowdstart.http.creator.Creators;
import crowdstart.http.fulfilment.BackerShipments;
import crowdstart.http.payment.PaymentBook;
import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.Accepts;
import crowdstart.http.wire.Bodies;
import crowdstart.http.wire.Json;
import crowdstart.http.wire.Page;
import crowdstart.http.wire.PageQuery;
import crowdstart.http.wire.Responses;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Identities;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderStage;
import crowdstart.order.OrderStanding;
import crowdstart.order.Orders;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;

/** What backers do with their orders, and what creators see of them. */
public final class OrderRoutes {
  private static final String ONE = "/v1/orders/{order}";
  private static final List<MediaType> FORMS =
      List.of(MediaTypes.APPLICATION_JSON, MediaTypes.TEXT_CSV);

  private final Orders orders;
  private final OrderList list;
  private final PaymentBook book;
  private final CampaignReads reads;
  private final Creators creators;
  private final Identities identities;
  private final BackerShipments shipments;
  private final Materializer materializer;

  public OrderRoutes(
      Orders orders,
      OrderList list,
      PaymentBook book,
      CampaignReads reads,
      Creators creators,
      Identities identities,
      BackerShipments shipments,
      Materializer materializer) {
    this.orders = orders;
    this.list = list;
    this.book = book;
    this.reads = reads;
    this.creators = creators;
    this.identities = identities;
    this.shipments = shipments;
    this.materializer = materializer;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(ONE, call -> orders.read(call.order()).thenCompose(this::answer)),
        Route.step(ONE + "/cancel", this::cancel),
        Route.get(ONE + "/timeline", this::timeline),
        Route.put(ONE + "/address", this::giveAddress),
        Route.get("/v1/campaigns/{campaign}/orders", this::list));
  }

  private CompletionStage<HttpResponse> cancel(Call call) {
    OrderId order = call.order();
    return orders
        .read(order)
        .thenCompose(this::requireCancellable)
        .thenCompose(_ -> orders.cancel(order))
        .thenCompose(this::answer);
  }

  /**
   * A confirmed order may be called off for as long as its campaign is live and its parcel has not
   * left; behind that, giving money back is the creator's to do.
   */
  private CompletionStage<OrderAnswer> requireCancellable(OrderAnswer answer) {
    if (!(answer instanceof OrderAnswer.Found(OrderStanding standing))
        || standing.stage() != OrderStage.CONFIRMED) {
      return CompletableFuture.completedStage(answer);
    }
    return reads
        .recent(standing.placed().campaign())
        .thenCompose(campaign -> {
          if (CampaignRoutes.found(campaign).stats().state() != Stage.LIVE) {
            throw notCancellable("the campaign has closed: ask its creator");
          }
          return shipments.isSent(standing.placed().order());
        })
        .thenApply(isSent -> {
          if (isSent) {
            throw notCancellable("the parcel has been sent: ask its creator");
          }
          return answer;
        });
  }

  private static Refused notCancellable(String why) {
    return new Refused(Problems.of(ProblemType.ORDER_NOT_CANCELLABLE, why));
  }

  private CompletionStage<HttpResponse> timeline(Call call) {
    return orders
        .read(call.order())
        .thenCompose(answer ->
            answer instanceof OrderAnswer.Found(OrderStanding standing)
                ? book.timeline(call.order())
                    .toCompletableFuture()
                    .orTimeout(PageQuery.ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(failure -> {
                      throw PageQuery.refusal(failure);
                    })
                    .thenApply(entries -> Responses.ok(OrderJson.timeline(standing, entries)))
                : answer(answer));
  }

  private CompletionStage<HttpResponse> giveAddress(Call call) {
    OrderId order = call.order();
    return Bodies.json(call.request(), materializer)
        .thenCompose(body -> orders.giveAddress(order, AddressBody.read(Json.read(body))))
        .thenCompose(answer ->
            answer instanceof OrderAnswer.WrongStage(OrderStanding standing)
                ? CompletableFuture.completedStage(
                    Problems.of(
                        ProblemType.ORDER_NOT_CONFIRMED,
                        "the order is " + standing.stage().label()))
                : answer(answer));
  }

  private CompletionStage<HttpResponse> answer(OrderAnswer answer) {
    return answer instanceof OrderAnswer.Found(OrderStanding standing)
        ? shipments
            .glance(standing)
            .thenCombine(
                isOfFundedCampaign(standing),
                (shipment, isFunded) ->
                    Responses.ok(
                        OrderJson.order(standing, shipment.orElse(null), isFunded, identities)))
        : CompletableFuture.completedStage(refused(answer));
  }

  /** Looked for only where it says whether an address is asked for. Never fails. */
  private CompletionStage<Boolean> isOfFundedCampaign(OrderStanding order) {
    return order.stage() != OrderStage.CONFIRMED || order.address().address() != null
        ? CompletableFuture.completedStage(false)
        : reads
            .recent(order.placed().campaign())
            .thenApply(answer ->
                answer instanceof ReadAnswer.Found(var campaign)
                    && campaign.stats().state() == Stage.FUNDED)
            .toCompletableFuture()
            .completeOnTimeout(false, BackerShipments.GLANCE_WAIT.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(_ -> false);
  }

  private static HttpResponse refused(OrderAnswer answer) {
    return switch (answer) {
      case OrderAnswer.Found _ -> throw new IllegalArgumentException("that is no refusal");
      case OrderAnswer.WrongStage(OrderStanding standing) ->
          Problems.of(
              ProblemType.ORDER_NOT_CANCELLABLE, "the order is " + standing.stage().label());
      case OrderAnswer.AddressRefused _ ->
          Problems.of(ProblemType.ADDRESS_FINAL, "the parcel is being made");
      case OrderAnswer.NotFound _ -> Problems.notFound();
      case OrderAnswer.Unknown _ -> Problems.unknown();
    };
  }

  private CompletionStage<HttpResponse> list(Call call) {
    String creator = creators.require(call.request());
    CampaignId campaign = call.campaign();
    MediaType form = Accepts.best(call.request(), FORMS);
    PageQuery query = PageQuery.of(call.request());
    OrderList.Query wanted = OrderQuery.of(campaign, call.request());
    return reads
        .recent(campaign)
        .thenCompose(answer -> {
          Creators.requireOwner(creator, CampaignRoutes.found(answer).details().creator());
          return page(wanted, query.cursor(), query.limit());
        })
        .thenApply(page ->
            form.equals(MediaTypes.TEXT_CSV)
                ? csv(wanted, page)
                : Responses.ok(OrderJson.page(query.shown(page))));
  }

  private CompletionStage<Page<OrderStanding>> page(
      OrderList.Query query, @Nullable String cursor, int limit) {
    return list.list(query, cursor, limit)
        .toCompletableFuture()
        .orTimeout(PageQuery.ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> {
          throw PageQuery.refusal(failure);
        });
  }

  private HttpResponse csv(OrderList.Query query, Page<OrderStanding> first) {
    return Responses.csv(
        "orders-" + query.campaign(),
        HttpEntities.createChunked(
            ContentTypes.TEXT_CSV_UTF8, OrderCsv.source(list, query, first)));
  }
}
