package crowdstart.http.fulfilment;

import crowdstart.fulfilment.BatchAnswer;
import crowdstart.fulfilment.BatchCommand;
import crowdstart.fulfilment.BatchEvent;
import crowdstart.fulfilment.Fulfilment;
import crowdstart.fulfilment.FulfilmentEvent;
import crowdstart.fulfilment.ShipmentAnswer;
import crowdstart.fulfilment.ShipmentCommand;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.fulfilment.ShipmentStanding;
import crowdstart.identity.BatchId;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderAnswer;
import crowdstart.order.Orders;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Does to each shipment what an event of its batch says, at least once: whoever has taken a step
 * already says so. An event whose steps were not all answered fails, and is to be taken again.
 */
public final class BatchSteps {
  /** How many shipments are told at once; each has to be read back from its journal first. */
  private static final int STEPS_MAX = 64;

  private final Orders orders;
  private final Fulfilment fulfilment;

  public BatchSteps(Orders orders, Fulfilment fulfilment) {
    this.orders = orders;
    this.fulfilment = fulfilment;
  }

  /**
   * Takes one event. Blocks.
   *
   * @param entity the order's id or the batch's
   * @throws IllegalStateException when somebody did not answer
   */
  public void take(String entity, FulfilmentEvent event) {
    switch (event) {
      case BatchEvent.Opened opened -> each(opened.orders(), order -> batch(opened.batch(), order));
      case BatchEvent.LockAsked(BatchId batch, _) -> lock(batch);
      case ShipmentEvent.Shipped _ -> each(List.of(new OrderId(entity)), this::lockAddress);
      case BatchEvent.Locked _,
          ShipmentEvent.Begun _,
          ShipmentEvent.Batched _,
          ShipmentEvent.Unbatched _,
          ShipmentEvent.Locked _,
          ShipmentEvent.Delivered _,
          ShipmentEvent.Returned _,
          ShipmentEvent.Suspended _,
          ShipmentEvent.Resumed _,
          ShipmentEvent.Cancelled _,
          ShipmentEvent.Reopened _ -> {}
    }
  }

  private void lock(BatchId batch) {
    BatchAnswer chosen = join(fulfilment.batches().readOrders(batch));
    if (!(chosen instanceof BatchAnswer.Chosen(List<OrderId> all))) {
      throw new IllegalStateException("a batch did not answer; its event is taken again");
    }
    each(all, order -> lock(batch, order));
    if (!(join(fulfilment.batches().change(batch, new BatchCommand.Finish()))
        instanceof BatchAnswer.Found)) {
      throw new IllegalStateException("a batch did not answer; its event is taken again");
    }
  }

  /** One that another batch took first, or that was paid back, is refused: that is an answer. */
  private CompletionStage<Boolean> batch(BatchId batch, OrderId order) {
    return tell(order, new ShipmentCommand.Batch(batch));
  }

  /** The address first, then the shipment; one that cannot be made goes back into the line. */
  private CompletionStage<Boolean> lock(BatchId batch, OrderId order) {
    return fulfilment
        .shipments()
        .read(order)
        .thenCompose(answer ->
            switch (answer) {
              case ShipmentAnswer.Found(ShipmentStanding standing)
                  when standing.stage() == ShipmentStage.BATCHED
                      && batch.equals(standing.batch()) ->
                  standing.isSuspended()
                      ? tell(order, new ShipmentCommand.Unbatch(batch))
                      : orders
                          .lockAddress(order)
                          .thenCompose(address -> mark(batch, order, address));
              case ShipmentAnswer.Found _, ShipmentAnswer.Refused _, ShipmentAnswer.NotFound _ ->
                  CompletableFuture.completedStage(true);
              case ShipmentAnswer.Unknown _ -> CompletableFuture.completedStage(false);
            });
  }

  private CompletionStage<Boolean> mark(BatchId batch, OrderId order, OrderAnswer address) {
    return switch (address) {
      case OrderAnswer.Found _ -> tell(order, new ShipmentCommand.Lock(batch));
      case OrderAnswer.AddressRefused _, OrderAnswer.WrongStage _, OrderAnswer.NotFound _ ->
          tell(order, new ShipmentCommand.Unbatch(batch));
      case OrderAnswer.Unknown _ -> CompletableFuture.completedStage(false);
    };
  }

  private CompletionStage<Boolean> tell(OrderId order, ShipmentCommand command) {
    return fulfilment
        .shipments()
        .change(order, command)
        .thenApply(answer -> !(answer instanceof ShipmentAnswer.Unknown));
  }

  /** A parcel that left without a batch: its address is final too, if there is one. */
  private CompletionStage<Boolean> lockAddress(OrderId order) {
    return orders.lockAddress(order).thenApply(answer -> !(answer instanceof OrderAnswer.Unknown));
  }

  private static void each(List<OrderId> orders, Function<OrderId, CompletionStage<Boolean>> step) {
    for (int from = 0; from < orders.size(); from += STEPS_MAX) {
      List<CompletionStage<Boolean>> taken =
          orders.subList(from, Math.min(from + STEPS_MAX, orders.size())).stream()
              .map(step)
              .toList();
      for (CompletionStage<Boolean> one : taken) {
        if (!join(one)) {
          throw new IllegalStateException("an order did not answer; its event is taken again");
        }
      }
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
