package crowdstart.http.metrics;

import crowdstart.identity.OrderId;
import crowdstart.payment.Card;
import crowdstart.payment.ChargeStanding;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.GatewayAnswer;
import crowdstart.payment.PaymentGateway;
import crowdstart.payment.RefundStanding;
import crowdstart.payment.SetupStanding;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Measures what is asked of a payment provider, the wait for a free line to it included. */
final class MeasuredGateway implements PaymentGateway {
  private final PaymentGateway gateway;
  private final CallMetrics calls;

  MeasuredGateway(PaymentGateway gateway, CallMetrics calls) {
    this.gateway = gateway;
    this.calls = calls;
  }

  @Override
  public String provider() {
    return gateway.provider();
  }

  @Override
  public CompletionStage<GatewayAnswer<SetupStanding>> createSetup(
      OrderId order, int attempt, @Nullable String customer) {
    return measured("create-setup", gateway.createSetup(order, attempt, customer));
  }

  @Override
  public CompletionStage<GatewayAnswer<SetupStanding>> readSetup(String setup) {
    return measured("read-setup", gateway.readSetup(setup));
  }

  @Override
  public CompletionStage<GatewayAnswer<SetupStanding>> cancelSetup(String setup) {
    return measured("cancel-setup", gateway.cancelSetup(setup));
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> createCharge(ChargeRequest request) {
    return measured("create-charge", gateway.createCharge(request));
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> confirmCharge(
      OrderId order, String charge, Card card, int attempt) {
    return measured("confirm-charge", gateway.confirmCharge(order, charge, card, attempt));
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> readCharge(String charge) {
    return measured("read-charge", gateway.readCharge(charge));
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> cancelCharge(String charge) {
    return measured("cancel-charge", gateway.cancelCharge(charge));
  }

  @Override
  public CompletionStage<GatewayAnswer<RefundStanding>> refund(
      OrderId order, String charge, String refund, long amount) {
    return measured("refund", gateway.refund(order, charge, refund, amount));
  }

  @Override
  public CompletionStage<GatewayAnswer<Optional<RefundStanding>>> findRefund(
      String charge, String refund) {
    return measured("find-refund", gateway.findRefund(charge, refund));
  }

  @Override
  public CompletionStage<GatewayAnswer<DisputeStanding>> readDispute(String dispute) {
    return measured("read-dispute", gateway.readDispute(dispute));
  }

  private <T> CompletionStage<GatewayAnswer<T>> measured(
      String call, CompletionStage<GatewayAnswer<T>> answer) {
    long began = System.nanoTime();
    return answer.whenComplete((given, failure) ->
        calls.ended(
            call,
            given == null ? "failed" : outcome(given),
            Duration.ofNanos(System.nanoTime() - began)));
  }

  private static String outcome(GatewayAnswer<?> answer) {
    return switch (answer) {
      case GatewayAnswer.Done<?> _ -> "done";
      case GatewayAnswer.Refused<?> _ -> "refused";
      case GatewayAnswer.Unknown<?> _ -> "unknown";
    };
  }
}
