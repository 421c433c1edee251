package crowdstart.fulfilment;

import crowdstart.identity.OrderId;
import crowdstart.identity.Patience;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** The way to the shipments, on whichever node they are. Safe for use by many threads. */
public final class Shipments {
  private final ClusterSharding sharding;
  private final Patience patience;

  public Shipments(ClusterSharding sharding, Patience patience) {
    this.sharding = sharding;
    this.patience = patience;
  }

  /** The same way for those who would rather go without an answer than wait for it. */
  public Shipments with(Patience other) {
    return new Shipments(sharding, other);
  }

  /** Changes a shipment, or finds that it stands like that. Answers within the patience. */
  public CompletionStage<ShipmentAnswer> change(OrderId order, ShipmentCommand command) {
    return ask(order, replyTo -> new ShipmentMessage.Change(command, replyTo));
  }

  public CompletionStage<ShipmentAnswer> read(OrderId order) {
    return ask(order, ShipmentMessage.Read::new);
  }

  private CompletionStage<ShipmentAnswer> ask(
      OrderId order, Function<ActorRef<ShipmentAnswer>, ShipmentMessage> message) {
    return patience.ask(
        wait ->
            sharding
                .entityRefFor(ShipmentEntity.TYPE, order.value())
                .<ShipmentAnswer>ask(message::apply, wait),
        ShipmentAnswer.Unknown::new);
  }
}
