package crowdstart.stream;

import crowdstart.fulfilment.ShipmentAnswer;
import crowdstart.fulfilment.ShipmentCommand;
import crowdstart.identity.OrderId;
import crowdstart.payment.PaymentAnswer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Has a parcel wait for as long as a bank disputes its payment. What was told is held against the
 * payment once more: a node that was paused in between may have told what holds no more, behind
 * another that had told what does.
 */
record Suspension(
    Function<OrderId, CompletionStage<PaymentAnswer>> payments,
    BiFunction<OrderId, ShipmentCommand, CompletionStage<ShipmentAnswer>> parcels) {

  /** False when nobody could say in time whether the parcel knows. */
  CompletionStage<Boolean> tell(OrderId order, boolean isDisputed) {
    ShipmentCommand command =
        isDisputed ? new ShipmentCommand.Suspend() : new ShipmentCommand.Resume();
    return parcels
        .apply(order, command)
        .thenCompose(answer ->
            answer instanceof ShipmentAnswer.Unknown
                ? CompletableFuture.completedStage(false)
                : payments.apply(order).thenCompose(now -> correct(order, isDisputed, now)));
  }

  private CompletionStage<Boolean> correct(OrderId order, boolean told, PaymentAnswer now) {
    return switch (now) {
      case PaymentAnswer.Found(var standing, _) when standing.isDisputed() != told ->
          tell(order, standing.isDisputed());
      case PaymentAnswer.Found _, PaymentAnswer.Refused _, PaymentAnswer.NotFound _ ->
          CompletableFuture.completedStage(true);
      case PaymentAnswer.Unknown _ -> CompletableFuture.completedStage(false);
    };
  }
}
