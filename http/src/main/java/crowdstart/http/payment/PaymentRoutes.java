package crowdstart.http.payment;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.campaign.CampaignDetails;
import crowdstart.http.campaign.CampaignReads;
import crowdstart.http.campaign.CampaignRoutes;
import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.Bodies;
import crowdstart.http.wire.Fields;
import crowdstart.http.wire.Json;
import crowdstart.http.wire.Responses;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderStage;
import crowdstart.order.OrderStanding;
import crowdstart.order.Orders;
import crowdstart.payment.PaymentAnswer;
import crowdstart.payment.Payments;
import crowdstart.payment.Terms;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Materializer;

/** What backers do about the money of their orders. */
public final class PaymentRoutes {
  private static final String ONE = "/v1/orders/{order}/payment";

  private final Payments payments;
  private final Orders orders;
  private final CampaignReads reads;
  private final String provider;
  private final Materializer materializer;

  /**
   * @param provider whose API the backer's browser is to speak to
   */
  public PaymentRoutes(
      Payments payments,
      Orders orders,
      CampaignReads reads,
      String provider,
      Materializer materializer) {
    this.payments = payments;
    this.orders = orders;
    this.reads = reads;
    this.provider = provider;
    this.materializer = materializer;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(ONE, call -> payments.read(call.order()).thenApply(this::answer)),
        Route.post(ONE, this::open));
  }

  /** May be sent again and again: the order has one payment, and each finds the same. */
  private CompletionStage<HttpResponse> open(Call call) {
    OrderId order = call.order();
    return Bodies.jsonOrNothing(call.request(), materializer)
        .thenCompose(body -> {
          boolean isNewCard = body.isPresent() && isNewCard(Json.read(body.get()));
          return orders.read(order).thenCompose(answer -> open(payable(answer), isNewCard));
        });
  }

  private static boolean isNewCard(JsonNode body) {
    Fields fields = Fields.of(body, Set.of("newCard"));
    boolean is = fields.has("newCard") && fields.flag("newCard");
    fields.done();
    return is;
  }

  private CompletionStage<HttpResponse> open(OrderStanding order, boolean isNewCard) {
    return reads
        .recent(order.placed().campaign())
        .thenCompose(answer -> {
          CampaignDetails campaign = CampaignRoutes.found(answer).details();
          Terms terms =
              new Terms(
                  order.placed().order(),
                  order.placed().campaign(),
                  order.placed().total(),
                  order.placed().currency(),
                  campaign.fundingModel(),
                  order.placed().holdExpiresAt());
          return payments.open(terms, isNewCard).thenApply(this::answer);
        });
  }

  private static OrderStanding payable(OrderAnswer answer) {
    return switch (answer) {
      case OrderAnswer.Found(OrderStanding standing) -> {
        if (standing.stage() != OrderStage.HELD && standing.stage() != OrderStage.CONFIRMED) {
          throw new Refused(
              Problems.of(
                  ProblemType.ORDER_NOT_PAYABLE, "the order is " + standing.stage().label()));
        }
        yield standing;
      }
      case OrderAnswer.NotFound _ -> throw new Refused(Problems.notFound());
      case OrderAnswer.WrongStage _, OrderAnswer.AddressRefused _, OrderAnswer.Unknown _ ->
          throw new Refused(Problems.unknown());
    };
  }

  private HttpResponse answer(PaymentAnswer answer) {
    return switch (answer) {
      case PaymentAnswer.Found(var standing, var action) ->
          Responses.ok(PaymentJson.payment(standing, action, provider));
      case PaymentAnswer.NotFound _ -> Problems.notFound();
      case PaymentAnswer.Refused(_, var standing) ->
          Problems.of(ProblemType.ORDER_NOT_PAYABLE, "the payment is " + standing.stage().label());
      case PaymentAnswer.Unknown _ -> Problems.unknown();
    };
  }
}
