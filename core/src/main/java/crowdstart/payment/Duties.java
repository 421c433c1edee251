package crowdstart.payment;

import crowdstart.identity.OrderId;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderStage;
import crowdstart.order.Orders;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Does what payments owe. Never fails a stage: what went wrong is unknown, and done again. */
public final class Duties {
  /** Above what gateways and orders take to give up by themselves; behind it nobody knows. */
  private static final Duration ANSWER_WAIT_MAX = Duration.ofMinutes(2);

  private final PaymentGateway gateway;
  private final OrderDesk orders;

  public Duties(PaymentGateway gateway, Orders orders) {
    this(gateway, new OrderDesk(orders::read, orders::confirm, orders::drop, orders::release));
  }

  Duties(PaymentGateway gateway, OrderDesk orders) {
    this.gateway = gateway;
    this.orders = orders;
  }

  /** What a payment may ask of its order. */
  record OrderDesk(
      Function<OrderId, CompletionStage<OrderAnswer>> read,
      Function<OrderId, CompletionStage<OrderAnswer>> confirm,
      Function<OrderId, CompletionStage<OrderAnswer>> drop,
      Function<OrderId, CompletionStage<OrderAnswer>> release) {}

  CompletionStage<OwedAnswer> fulfil(OrderId order, Owed owed) {
    try {
      return start(order, owed)
          .exceptionally(_ -> new OwedAnswer.Unknown())
          .toCompletableFuture()
          .completeOnTimeout(
              new OwedAnswer.Unknown(), ANSWER_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException _) {
      return CompletableFuture.completedStage(new OwedAnswer.Unknown());
    }
  }

  private CompletionStage<OwedAnswer> start(OrderId order, Owed owed) {
    return switch (owed) {
      case Owed.Nothing _ -> CompletableFuture.completedStage(new OwedAnswer.Unknown());
      case Owed.CreateSetup(int setup, String customer) ->
          setup(gateway.createSetup(order, setup, customer));
      case Owed.ReadSetup(String reference) -> setup(gateway.readSetup(reference));
      case Owed.CancelSetup(String reference) -> setup(gateway.cancelSetup(reference));
      case Owed.CreateCharge(PaymentGateway.ChargeRequest request) ->
          charge(gateway.createCharge(request), OwedAnswer.ChargeRefused::new);
      case Owed.ConfirmCharge(String reference, Card card, int attempt) ->
          gateway
              .confirmCharge(order, reference, card, attempt)
              .thenApply(answer ->
                  known(answer, OwedAnswer.Confirmation::new, OwedAnswer.ChargeRefused::new));
      case Owed.ReadCharge(String reference) ->
          charge(gateway.readCharge(reference), _ -> new OwedAnswer.Unknown());
      case Owed.CancelCharge(String reference) ->
          charge(gateway.cancelCharge(reference), _ -> new OwedAnswer.Unknown());
      case Owed.SendRefund(String charge, String refund, long amount) ->
          gateway
              .refund(order, charge, refund, amount)
              .thenApply(answer ->
                  known(
                      answer, Duties::refund, code -> new OwedAnswer.RefundRefused(refund, code)));
      case Owed.FindRefund(String charge, String refund) ->
          gateway
              .findRefund(charge, refund)
              .thenApply(answer ->
                  known(
                      answer,
                      (Optional<RefundStanding> found) ->
                          found.map(Duties::refund).orElseGet(OwedAnswer.NotThere::new),
                      _ -> new OwedAnswer.Unknown()));
      case Owed.ReadDispute(String dispute) ->
          gateway
              .readDispute(dispute)
              .thenApply(answer ->
                  known(
                      answer,
                      standing -> new OwedAnswer.News(new ProviderNews.Dispute(standing)),
                      _ -> new OwedAnswer.Unknown()));
      case Owed.AskOrder _ -> orders.read().apply(order).thenApply(Duties::stands);
      case Owed.ConfirmOrder _ -> orders.confirm().apply(order).thenApply(Duties::stands);
      case Owed.TellOrder(EndReason why) ->
          (why == EndReason.UNPAID ? orders.drop() : orders.release())
              .apply(order)
              .thenCompose(answer -> told(order, answer));
    };
  }

  /**
   * An order that is still held may yet be confirmed by a late word of ours: not told yet. Its
   * stock may even be sold without its knowledge, when the answer to an earlier word was lost; then
   * nobody but the campaign, asked once more, can tell it, and the campaign has closed.
   */
  private CompletionStage<OwedAnswer> told(OrderId order, OrderAnswer answer) {
    return switch (answer) {
      case OrderAnswer.WrongStage wrong when wrong.standing().stage() == OrderStage.HELD ->
          orders.confirm().apply(order).thenApply(_ -> new OwedAnswer.Unknown());
      case OrderAnswer.Found _, OrderAnswer.NotFound _, OrderAnswer.WrongStage _ ->
          CompletableFuture.completedStage(new OwedAnswer.OrderTold());
      case OrderAnswer.AddressRefused _, OrderAnswer.Unknown _ ->
          CompletableFuture.completedStage(new OwedAnswer.Unknown());
    };
  }

  private static OwedAnswer refund(RefundStanding standing) {
    return new OwedAnswer.News(new ProviderNews.Refund(standing));
  }

  private static OwedAnswer stands(OrderAnswer answer) {
    return switch (answer) {
      case OrderAnswer.Found found -> new OwedAnswer.OrderStands(found.standing().stage());
      case OrderAnswer.WrongStage wrong -> new OwedAnswer.OrderStands(wrong.standing().stage());
      // Nobody asked about its address.
      case OrderAnswer.AddressRefused _, OrderAnswer.NotFound _, OrderAnswer.Unknown _ ->
          new OwedAnswer.Unknown();
    };
  }

  private static CompletionStage<OwedAnswer> setup(
      CompletionStage<GatewayAnswer<SetupStanding>> answer) {
    return answer.thenApply(it ->
        known(
            it,
            standing -> new OwedAnswer.News(new ProviderNews.Setup(standing)),
            _ -> new OwedAnswer.Unknown()));
  }

  private static CompletionStage<OwedAnswer> charge(
      CompletionStage<GatewayAnswer<ChargeStanding>> answer, Function<String, OwedAnswer> refused) {
    return answer.thenApply(it ->
        known(it, standing -> new OwedAnswer.News(new ProviderNews.Charge(standing)), refused));
  }

  private static <T> OwedAnswer known(
      GatewayAnswer<T> answer, Function<T, OwedAnswer> done, Function<String, OwedAnswer> refused) {
    return switch (answer) {
      case GatewayAnswer.Done<T>(T value) -> done.apply(value);
      case GatewayAnswer.Refused<T>(String code) -> refused.apply(code);
      case GatewayAnswer.Unknown<T> _ -> new OwedAnswer.Unknown();
    };
  }
}
