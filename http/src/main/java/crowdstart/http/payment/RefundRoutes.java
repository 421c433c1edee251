package crowdstart.http.payment;

import crowdstart.http.campaign.CampaignReads;
import crowdstart.http.campaign.CampaignRoutes;
import crowdstart.http.checkout.IdempotencyKeys;
import crowdstart.http.creator.Creators;
import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.Bodies;
import crowdstart.http.wire.Fields;
import crowdstart.http.wire.Json;
import crowdstart.http.wire.Responses;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Identities;
import crowdstart.identity.OrderId;
import crowdstart.money.Money;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderStanding;
import crowdstart.order.Orders;
import crowdstart.payment.PaymentAnswer;
import crowdstart.payment.PaymentStanding;
import crowdstart.payment.Payments;
import crowdstart.payment.Refund;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;
import org.jspecify.annotations.Nullable;

/** Gives money back, in whole or in part, because the creator or an operator says so. */
public final class RefundRoutes {
  private static final RawHeader REPLAYED = RawHeader.create("Idempotency-Replayed", "true");

  private final Payments payments;
  private final Orders orders;
  private final CampaignReads reads;
  private final Creators creators;
  private final Identities identities;
  private final String provider;
  private final Materializer materializer;

  public RefundRoutes(
      Payments payments,
      Orders orders,
      CampaignReads reads,
      Creators creators,
      Identities identities,
      String provider,
      Materializer materializer) {
    this.payments = payments;
    this.orders = orders;
    this.reads = reads;
    this.creators = creators;
    this.identities = identities;
    this.provider = provider;
    this.materializer = materializer;
  }

  public Route route() {
    return Route.post("/v1/orders/{order}/refunds", this::refund);
  }

  private CompletionStage<HttpResponse> refund(Call call) {
    String creator = creators.require(call.request());
    OrderId order = call.order();
    String refund = identities.refund(order, IdempotencyKeys.of(call.request()));
    return Bodies.json(call.request(), materializer)
        .thenCompose(body -> {
          Fields fields = Fields.of(Json.read(body), Set.of("amount"));
          Long amount =
              // A null is no way to say "all": it is what an unset variable of a client looks like.
              fields.has("amount") ? fields.whole("amount", 1, Money.TOTAL_MAX) : null;
          fields.done();
          return payments
              .read(order)
              .thenCompose(answer ->
                  answer instanceof PaymentAnswer.NotFound
                      ? neverOpened(order, creator)
                      : giveBack(found(answer), refund, amount, creator));
        });
  }

  private CompletionStage<HttpResponse> giveBack(
      PaymentStanding payment, String refund, @Nullable Long asked, @Nullable String creator) {
    return owned(payment.terms().campaign(), creator)
        .thenCompose(
            _ -> payments.giveBack(payment.terms().order(), refund, amount(payment, refund, asked)))
        .thenApply(answer ->
            answer instanceof PaymentAnswer.Found && isKnown(payment, refund)
                ? answer(answer).addHeader(REPLAYED)
                : answer(answer));
  }

  private static boolean isKnown(PaymentStanding payment, String refund) {
    return payment.refunds().stream().anyMatch(it -> it.id().equals(refund));
  }

  /** The order may be there all the same: then there is nothing of it to give back. */
  private CompletionStage<HttpResponse> neverOpened(OrderId order, @Nullable String creator) {
    return orders
        .read(order)
        .thenCompose(answer ->
            switch (answer) {
              case OrderAnswer.Found(OrderStanding standing) ->
                  owned(standing.placed().campaign(), creator)
                      .thenApply(_ ->
                          Problems.of(
                              ProblemType.ORDER_NOT_REFUNDABLE, "its payment was never opened"));
              case OrderAnswer.NotFound _ -> CompletableFuture.completedStage(Problems.notFound());
              case OrderAnswer.WrongStage _, OrderAnswer.AddressRefused _, OrderAnswer.Unknown _ ->
                  CompletableFuture.completedStage(Problems.unknown());
            });
  }

  /** Without an amount, all that is left; a repeat says what the first said. */
  private static long amount(PaymentStanding standing, String key, @Nullable Long asked) {
    if (asked != null) {
      return asked;
    }
    Refund first =
        standing.refunds().stream().filter(it -> it.id().equals(key)).findFirst().orElse(null);
    if (first != null && !mayHaveBeenAll(standing, first)) {
      throw new Refused(
          Problems.of(ProblemType.IDEMPOTENCY_KEY_REUSED, "it stands for another amount"));
    }
    long amount = first == null ? standing.refundable() : first.amount();
    if (amount < 1) {
      throw new Refused(
          Problems.of(
              ProblemType.ORDER_NOT_REFUNDABLE, "the payment is " + standing.stage().label()));
    }
    return amount;
  }

  /**
   * Whether a refund was of all that was left, as far as one can tell: those before it may have
   * failed since, and disputes may have come between.
   */
  private static boolean mayHaveBeenAll(PaymentStanding standing, Refund refund) {
    long before = 0;
    long stillBefore = 0;
    for (Refund other : standing.refunds().subList(0, standing.refunds().indexOf(refund))) {
      before += other.amount();
      stillBefore += isBack(other) ? other.amount() : 0;
    }
    return !isBack(refund)
        || !standing.disputes().isEmpty()
        || before + refund.amount() >= standing.captured()
        || stillBefore + refund.amount() >= standing.captured();
  }

  private static boolean isBack(Refund refund) {
    return refund.status() == Refund.Status.TRIED || refund.status() == Refund.Status.DONE;
  }

  private CompletionStage<@Nullable Void> owned(CampaignId campaign, @Nullable String creator) {
    return creator == null
        ? CompletableFuture.completedStage(null)
        : reads
            .recent(campaign)
            .thenAccept(answer ->
                Creators.requireOwner(creator, CampaignRoutes.found(answer).details().creator()));
  }

  private static PaymentStanding found(PaymentAnswer answer) {
    return switch (answer) {
      case PaymentAnswer.Found(PaymentStanding standing, _) -> standing;
      case PaymentAnswer.NotFound _ -> throw new Refused(Problems.notFound());
      case PaymentAnswer.Refused _, PaymentAnswer.Unknown _ ->
          throw new Refused(Problems.unknown());
    };
  }

  private HttpResponse answer(PaymentAnswer answer) {
    return switch (answer) {
      case PaymentAnswer.Found(PaymentStanding standing, _) ->
          Responses.ok(PaymentJson.payment(standing, null, provider));
      case PaymentAnswer.NotFound _ -> Problems.notFound();
      case PaymentAnswer.Refused(var why, PaymentStanding standing) ->
          switch (why) {
            case REFUND_ID_REUSED ->
                Problems.of(ProblemType.IDEMPOTENCY_KEY_REUSED, "it stands for another amount");
            case MORE_THAN_CAPTURED ->
                Problems.invalid("/amount", "must be at most " + standing.refundable());
            case TOO_MANY_REFUNDS ->
                Problems.of(ProblemType.ORDER_NOT_REFUNDABLE, "it has too many refunds already");
            case UNKNOWN_PAYMENT, OTHER_TERMS, WRONG_STAGE ->
                Problems.of(
                    ProblemType.ORDER_NOT_REFUNDABLE, "the payment is " + standing.stage().label());
          };
      case PaymentAnswer.Unknown _ -> Problems.unknown();
    };
  }
}
