package crowdstart.http.payment;

import crowdstart.http.gateway.StripeNews;
import crowdstart.http.gateway.StripeWebhook;
import crowdstart.identity.OrderId;
import crowdstart.payment.GatewayAnswer;
import crowdstart.payment.PaymentAnswer;
import crowdstart.payment.Payments;
import crowdstart.payment.ProviderNews;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Hands what the provider says to the payment that it is about, whether a webhook brought it or it
 * was read from the list of events. Who a dispute is about has to be asked for: it names a charge.
 */
public final class ProviderInbox {
  private final Payments payments;
  private final StripeNews news;

  /** What became of something that the provider said. */
  public enum Receipt {
    /** Nothing of it can be lost any more, or it is nothing to us. */
    TAKEN,
    /** There is no such payment, or not yet. */
    NOT_FOUND,
    /** Nobody can say, or it comes too early: to be said again. */
    AGAIN
  }

  public ProviderInbox(Payments payments, StripeNews news) {
    this.payments = payments;
    this.news = news;
  }

  /** Takes it in, if it is of an order of ours. */
  public CompletionStage<Receipt> take(StripeWebhook.Verdict said, Predicate<OrderId> isOurs) {
    return switch (said) {
      case StripeWebhook.News(OrderId order, ProviderNews of) ->
          isOurs.test(order) ? hear(order, of) : receipt(Receipt.TAKEN);
      case StripeWebhook.Disputed(String charge, var standing) ->
          news.orderOf(charge)
              .thenCompose(answer ->
                  switch (answer) {
                    case GatewayAnswer.Done<Optional<OrderId>>(Optional<OrderId> order) ->
                        order
                            .filter(isOurs)
                            .map(it -> hear(it, new ProviderNews.Dispute(standing)))
                            .orElseGet(() -> receipt(Receipt.TAKEN));
                    case GatewayAnswer.Refused<Optional<OrderId>> _ -> receipt(Receipt.TAKEN);
                    case GatewayAnswer.Unknown<Optional<OrderId>> _ -> receipt(Receipt.AGAIN);
                  });
      case StripeWebhook.Ignored _, StripeWebhook.Rejected _ -> receipt(Receipt.TAKEN);
    };
  }

  private CompletionStage<Receipt> hear(OrderId order, ProviderNews of) {
    return payments
        .hear(order, of)
        .thenApply(answer ->
            switch (answer) {
              case PaymentAnswer.Found _ -> Receipt.TAKEN;
              // A dispute of a charge that is not known to be paid: it will be, and soon.
              case PaymentAnswer.Refused _ ->
                  of instanceof ProviderNews.Dispute ? Receipt.AGAIN : Receipt.TAKEN;
              case PaymentAnswer.NotFound _ -> Receipt.NOT_FOUND;
              case PaymentAnswer.Unknown _ -> Receipt.AGAIN;
            });
  }

  private static CompletionStage<Receipt> receipt(Receipt receipt) {
    return CompletableFuture.completedStage(receipt);
  }
}
