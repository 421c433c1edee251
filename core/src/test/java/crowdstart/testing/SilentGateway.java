package crowdstart.testing;

import crowdstart.identity.OrderId;
import crowdstart.payment.Card;
import crowdstart.payment.ChargeStanding;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.GatewayAnswer;
import crowdstart.payment.PaymentGateway;
import crowdstart.payment.RefundStanding;
import crowdstart.payment.SetupStanding;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A provider that cannot be reached, for tests that are not about money. */
public final class SilentGateway implements PaymentGateway {
  @Override
  public String provider() {
    return "sandbox";
  }

  @Override
  public CompletionStage<GatewayAnswer<SetupStanding>> createSetup(
      OrderId order, int attempt, @Nullable String customer) {
    return unknown();
  }

  @Override
  public CompletionStage<GatewayAnswer<SetupStanding>> readSetup(String setup) {
    return unknown();
  }

  @Override
  public CompletionStage<GatewayAnswer<SetupStanding>> cancelSetup(String setup) {
    return unknown();
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> createCharge(ChargeRequest request) {
    return unknown();
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> confirmCharge(
      OrderId order, String charge, Card card, int attempt) {
    return unknown();
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> readCharge(String charge) {
    return unknown();
  }

  @Override
  public CompletionStage<GatewayAnswer<ChargeStanding>> cancelCharge(String charge) {
    return unknown();
  }

  @Override
  public CompletionStage<GatewayAnswer<RefundStanding>> refund(
      OrderId order, String charge, String refund, long amount) {
    return unknown();
  }

  @Override
  public CompletionStage<GatewayAnswer<Optional<RefundStanding>>> findRefund(
      String charge, String refund) {
    return unknown();
  }

  @Override
  public CompletionStage<GatewayAnswer<DisputeStanding>> readDispute(String dispute) {
    return unknown();
  }

  private static <T> CompletionStage<GatewayAnswer<T>> unknown() {
    return CompletableFuture.completedStage(new GatewayAnswer.Unknown<>());
  }
}
