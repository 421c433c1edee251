package crowdstart.order;

import crowdstart.identity.OrderId;
import crowdstart.identity.Patience;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** The way to the orders, on whichever node they are. Safe for use by many threads. */
public final class Orders {
  private final ClusterSharding sharding;
  private final Patience patience;

  public Orders(ClusterSharding sharding, Patience patience) {
    this.sharding = sharding;
    this.patience = patience;
  }

  /** Places an order, or finds that it stands. Answers within the patience, whatever happens. */
  public CompletionStage<PlaceAnswer> place(OrderRequest request) {
    long number = ThreadLocalRandom.current().nextLong();
    return patience.ask(
        wait ->
            sharding
                .entityRefFor(OrderEntity.TYPE, request.order().value())
                .<PlaceAnswer>ask(
                    replyTo -> new OrderMessage.Place(request, number, replyTo), wait),
        PlaceAnswer.Unknown::new);
  }

  public CompletionStage<OrderAnswer> read(OrderId order) {
    return ask(order, OrderMessage.Read::new);
  }

  /** Answers once the stock is back. */
  public CompletionStage<OrderAnswer> cancel(OrderId order) {
    return ask(order, OrderMessage.Cancel::new);
  }

  public CompletionStage<OrderAnswer> confirm(OrderId order) {
    return ask(order, OrderMessage.Confirm::new);
  }

  /**
   * Tells an order that its hold is gone.
   *
   * @param at when the campaign let it go
   */
  public CompletionStage<OrderAnswer> expire(OrderId order, Instant at) {
    return ask(order, replyTo -> new OrderMessage.Expire(at, replyTo));
  }

  /**
   * Makes a held order ask its campaign whether its hold is still there; without it, it expires.
   */
  public CompletionStage<OrderAnswer> lookForHold(OrderId order) {
    // Before any hold ends: no notice is as old, so the campaign has to be asked.
    return expire(order, Instant.EPOCH);
  }

  /** The pledge could not be collected; answers once the stock is back. */
  public CompletionStage<OrderAnswer> drop(OrderId order) {
    return ask(order, OrderMessage.Drop::new);
  }

  /** The campaign ended without charging anybody. */
  public CompletionStage<OrderAnswer> release(OrderId order) {
    return ask(order, OrderMessage.Release::new);
  }

  public CompletionStage<OrderAnswer> giveAddress(OrderId order, Address address) {
    return ask(order, replyTo -> new OrderMessage.GiveAddress(address, replyTo));
  }

  /** Makes the address of a confirmed order final. */
  public CompletionStage<OrderAnswer> lockAddress(OrderId order) {
    return ask(order, OrderMessage.LockAddress::new);
  }

  private CompletionStage<OrderAnswer> ask(
      OrderId order, Function<ActorRef<OrderAnswer>, OrderMessage> message) {
    return patience.ask(
        wait ->
            sharding
                .entityRefFor(OrderEntity.TYPE, order.value())
                .<OrderAnswer>ask(message::apply, wait),
        OrderAnswer.Unknown::new);
  }
}
