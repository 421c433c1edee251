package crowdstart.payment;

import crowdstart.campaign.Fixture;
import crowdstart.identity.OrderId;
import crowdstart.order.Backer;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStage;
import crowdstart.order.OrderStanding;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider and an order that say what the test tells them to, when it tells them to. */
final class HandGateway implements PaymentGateway {
  /** Something that a payment has asked for, and waits to be answered. */
  record Call(Owed owed, Consumer<OwedAnswer> answer) {}

  final LinkedBlockingQueue<Call> calls = new LinkedBlockingQueue<>();

  Duties.OrderDesk orders() {
    return new Duties.OrderDesk(
        _ -> order(new Owed.AskOrder()),
        _ -> order(new Owed.ConfirmOrder()),
        _ -> order(new Owed.TellOrder(EndReason.UNPAID)),
        _ -> order(new Owed.TellOrder(EndReason.CAMPAIGN_UNFUNDED)));
  }

  @Override
  public String provider() {
    return "hand";
  }

  @Override
  public CompletionStage<GatewayAnswer<SetupStanding>> createSetup(
      OrderId order, int attempt, @Nullable String customer) {
    return call(new Owed.CreateSetup(attempt, customer), HandGateway::setup);
  }

  @Override
  public CompletionStage<GatewayAnswer<SetupStanding>> readSetup(String setup) {
    return call(new Owed.ReadSetup(setup), HandGateway::setup);
  }

  @Override
  public CompletionStage<GatewayAnswer<SetupStanding>> cancelSetup(String setup) {
    return call(new Owed.CancelSetup(setup), HandGateway::setup);
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> createCharge(ChargeRequest request) {
    return call(new Owed.CreateCharge(request), HandGateway::charge);
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> confirmCharge(
      OrderId order, String charge, Card card, int attempt) {
    return call(new Owed.ConfirmCharge(charge, card, attempt), HandGateway::charge);
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> readCharge(String charge) {
    return call(new Owed.ReadCharge(charge), HandGateway::charge);
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> cancelCharge(String charge) {
    return call(new Owed.CancelCharge(charge), HandGateway::charge);
  }

  @Override
  public CompletionStage<GatewayAnswer<RefundStanding>> refund(
      OrderId order, String charge, String refund, long amount) {
    return call(new Owed.SendRefund(charge, refund, amount), HandGateway::refund);
  }

  @Override
  public CompletionStage<GatewayAnswer<Optional<RefundStanding>>> findRefund(
      String charge, String refund) {
    return call(
        new Owed.FindRefund(charge, refund),
        answer ->
            answer instanceof OwedAnswer.NotThere
                ? new GatewayAnswer.Done<>(Optional.empty())
                : new GatewayAnswer.Done<>(Optional.of(refundOf(answer))));
  }

  @Override
  public CompletionStage<GatewayAnswer<DisputeStanding>> readDispute(String dispute) {
    return call(new Owed.ReadDispute(dispute), HandGateway::dispute);
  }

  private <T> CompletionStage<GatewayAnswer<T>> call(
      Owed owed, Function<OwedAnswer, GatewayAnswer<T>> told) {
    CompletableFuture<GatewayAnswer<T>> future = new CompletableFuture<>();
    calls.add(
        new Call(
            owed,
            answer ->
                future.complete(
                    switch (answer) {
                      case OwedAnswer.Unknown _ -> new GatewayAnswer.Unknown<>();
                      case OwedAnswer.ChargeRefused(String code) ->
                          new GatewayAnswer.Refused<>(code);
                      case OwedAnswer.RefundRefused(_, String code) ->
                          new GatewayAnswer.Refused<>(code);
                      case OwedAnswer.News _,
                          OwedAnswer.Confirmation _,
                          OwedAnswer.NotThere _,
                          OwedAnswer.OrderStands _,
                          OwedAnswer.OrderTold _ ->
                          told.apply(answer);
                    })));
    return future;
  }

  private CompletionStage<OrderAnswer> order(Owed owed) {
    CompletableFuture<OrderAnswer> future = new CompletableFuture<>();
    calls.add(
        new Call(
            owed,
            answer ->
                future.complete(
                    switch (answer) {
                      case OwedAnswer.OrderStands(OrderStage stage) when stage == OrderStage.HELD ->
                          new OrderAnswer.WrongStage(standing(stage));
                      case OwedAnswer.OrderStands(OrderStage stage) ->
                          new OrderAnswer.Found(standing(stage));
                      case OwedAnswer.OrderTold _ -> new OrderAnswer.NotFound();
                      case OwedAnswer.Unknown _,
                          OwedAnswer.News _,
                          OwedAnswer.Confirmation _,
                          OwedAnswer.ChargeRefused _,
                          OwedAnswer.RefundRefused _,
                          OwedAnswer.NotThere _ ->
                          new OrderAnswer.Unknown();
                    })));
    return future;
  }

  private static GatewayAnswer<SetupStanding> setup(OwedAnswer answer) {
    if (answer instanceof OwedAnswer.News(ProviderNews.Setup(SetupStanding standing))) {
      return new GatewayAnswer.Done<>(standing);
    }
    throw new AssertionError("not of a setup: " + answer);
  }

  private static GatewayAnswer<ChargeStanding> charge(OwedAnswer answer) {
    if (answer instanceof OwedAnswer.Confirmation(ChargeStanding standing)) {
      return new GatewayAnswer.Done<>(standing);
    }
    if (answer instanceof OwedAnswer.News(ProviderNews.Charge(ChargeStanding standing))) {
      return new GatewayAnswer.Done<>(standing);
    }
    throw new AssertionError("not of a charge: " + answer);
  }

  private static GatewayAnswer<RefundStanding> refund(OwedAnswer answer) {
    return new GatewayAnswer.Done<>(refundOf(answer));
  }

  private static GatewayAnswer<DisputeStanding> dispute(OwedAnswer answer) {
    if (answer instanceof OwedAnswer.News(ProviderNews.Dispute(DisputeStanding standing))) {
      return new GatewayAnswer.Done<>(standing);
    }
    throw new AssertionError("not of a dispute: " + answer);
  }

  private static RefundStanding refundOf(OwedAnswer answer) {
    if (answer instanceof OwedAnswer.News(ProviderNews.Refund(RefundStanding standing))) {
      return standing;
    }
    throw new AssertionError("not of a refund: " + answer);
  }

  private static OrderStanding standing(OrderStage stage) {
    OrderEvent.Placed placed =
        new OrderEvent.Placed(
            Fixture.order(1),
            Fixture.CAMPAIGN,
            Fixture.backer(1),
            new Backer("ada@example.org", "Ada", "GB"),
            List.of(),
            Fixture.EUR,
            null,
            Fixture.EXPIRES_AT,
            0,
            Fixture.NOW);
    return new OrderStanding(placed, stage, Fixture.NOW);
  }
}
