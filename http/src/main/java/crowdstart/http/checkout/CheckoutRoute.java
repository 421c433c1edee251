package crowdstart.http.checkout;

import crowdstart.checkout.Checkout;
import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.Bodies;
import crowdstart.http.wire.Json;
import crowdstart.http.wire.Responses;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Identities;
import crowdstart.money.CardCharge;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderRequest;
import crowdstart.order.OrderStage;
import crowdstart.order.PlaceAnswer;
import crowdstart.order.PlaceRefusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;

/** Translates a checkout: the one request that everybody sends at once. */
public final class CheckoutRoute {
  static final String TEMPLATE = "/v1/campaigns/{campaign}/orders";

  private static final RawHeader REPLAYED = RawHeader.create("Idempotency-Replayed", "true");

  private final Checkout checkout;
  private final Identities identities;
  private final RefusedLine refusedLine;
  private final Materializer materializer;

  public CheckoutRoute(
      Checkout checkout,
      Identities identities,
      RefusedLine refusedLine,
      Materializer materializer) {
    this.checkout = checkout;
    this.identities = identities;
    this.refusedLine = refusedLine;
    this.materializer = materializer;
  }

  public Route route() {
    return Route.post(TEMPLATE, this::place);
  }

  private CompletionStage<HttpResponse> place(Call call) {
    CampaignId campaign = call.campaign();
    String key = IdempotencyKeys.of(call.request());
    return Bodies.json(call.request(), materializer)
        .thenCompose(body -> place(OrderBody.read(Json.read(body), campaign, key, identities)));
  }

  private CompletionStage<HttpResponse> place(OrderRequest request) {
    return checkout.place(request).thenCompose(answer -> answer(request, answer));
  }

  private CompletionStage<HttpResponse> answer(OrderRequest request, PlaceAnswer answer) {
    return switch (answer) {
      case PlaceAnswer.Placed(OrderEvent.Placed placed, boolean isReplayed) ->
          CompletableFuture.completedStage(placed(placed, isReplayed));
      case PlaceAnswer.Refused(PlaceRefusal why) -> refused(request, why);
      case PlaceAnswer.Overloaded(long retryAfterMillis) ->
          CompletableFuture.completedStage(Problems.overloaded(retryAfterMillis));
      case PlaceAnswer.Unknown _ -> CompletableFuture.completedStage(Problems.unknown());
    };
  }

  private HttpResponse placed(OrderEvent.Placed placed, boolean isReplayed) {
    // The first answer once more, whatever has become of the order since.
    HttpResponse response =
        Responses.created(
            "/v1/orders/" + placed.order(), OrderJson.order(placed, OrderStage.HELD, identities));
    return isReplayed ? response.addHeader(REPLAYED) : response;
  }

  private CompletionStage<HttpResponse> refused(OrderRequest request, PlaceRefusal why) {
    return switch (why) {
      case SOLD_OUT -> CompletableFuture.completedStage(Problems.soldOut());
      case UNKNOWN_CAMPAIGN -> CompletableFuture.completedStage(Problems.notFound());
      case CAMPAIGN_NOT_LIVE ->
          CompletableFuture.completedStage(
              Problems.of(ProblemType.CAMPAIGN_NOT_LIVE, "it is not open to backers now"));
      case IDEMPOTENCY_KEY_REUSED ->
          CompletableFuture.completedStage(
              Problems.of(ProblemType.IDEMPOTENCY_KEY_REUSED, "it stands for another order"));
      case PER_BACKER_LIMIT -> refusedLine.perBackerLimit(request);
      case BEYOND_ONE_CHARGE ->
          CompletableFuture.completedStage(
              Problems.invalid(
                  request.lines().size() == 1 ? "/quantity" : "",
                  "comes to more than the " + CardCharge.AMOUNT_MAX + " that a card is charged"));
      case BEYOND_CAMPAIGN_TOTAL ->
          CompletableFuture.completedStage(
              Problems.invalid("/quantity", "is more than the campaign can still take in"));
      case UNKNOWN_TIER -> refusedLine.unknownTier(request);
      case TIER_NOT_ON_SALE -> refusedLine.notOnSale(request);
    };
  }
}
