package crowdstart.fulfilment;

import crowdstart.identity.BatchId;
import crowdstart.identity.OrderId;
import crowdstart.identity.Patience;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/** The entities of this stream on a node, and the doors to them. */
public record Fulfilment(Shipments shipments, Batches batches) {
  private static final DispatcherSelector DISPATCHER =
      DispatcherSelector.fromConfig("crowdstart.fulfilment-dispatcher");

  /** Starts the entities' shards on this node. */
  public static Fulfilment start(ActorSystem<?> system, InstantSource clock) {
    ClusterSharding sharding = ClusterSharding.get(system);
    FulfilmentSettings settings = FulfilmentSettings.of(system, clock);
    sharding.init(
        Entity.of(
                ShipmentEntity.TYPE,
                entity ->
                    ShipmentEntity.create(
                        new OrderId(entity.getEntityId()), entity.getShard(), settings))
            .withEntityProps(DISPATCHER)
            .withStopMessage(new ShipmentMessage.Stop()));
    sharding.init(
        Entity.of(
                BatchEntity.TYPE,
                entity ->
                    BatchEntity.create(
                        new BatchId(entity.getEntityId()), entity.getShard(), settings))
            .withEntityProps(DISPATCHER)
            .withStopMessage(new BatchMessage.Stop()));
    return of(sharding, Patience.DEFAULT);
  }

  /** The doors alone, to entities that are started elsewhere. */
  public static Fulfilment of(ClusterSharding sharding, Patience patience) {
    return new Fulfilment(new Shipments(sharding, patience), new Batches(sharding, patience));
  }
}
