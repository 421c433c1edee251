package crowdstart.fulfilment;

import crowdstart.identity.OrderId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;

/** Keeps one shipment. Adds no rules: stores what {@link Shipment} decides, and answers behind. */
public final class ShipmentEntity
    extends StoredFulfilment<ShipmentMessage, ShipmentEvent, ShipmentState, ShipmentAnswer> {
  public static final EntityTypeKey<ShipmentMessage> TYPE =
      EntityTypeKey.create(ShipmentMessage.class, "shipment");

  public static Behavior<ShipmentMessage> create(
      OrderId order, ActorRef<ClusterSharding.ShardCommand> shard, FulfilmentSettings settings) {
    return Behaviors.setup(context -> new ShipmentEntity(order, context, shard, settings));
  }

  private ShipmentEntity(
      OrderId order,
      ActorContext<ShipmentMessage> context,
      ActorRef<ClusterSharding.ShardCommand> shard,
      FulfilmentSettings settings) {
    super(TYPE.name(), order.value(), context, shard, settings);
  }

  @Override
  public ShipmentState emptyState() {
    return new ShipmentState.Absent();
  }

  @Override
  public CommandHandler<ShipmentMessage, ShipmentEvent, ShipmentState> commandHandler() {
    return this::onMessage;
  }

  @Override
  public EventHandler<ShipmentState, ShipmentEvent> eventHandler() {
    return Shipment::evolve;
  }

  private Effect<ShipmentEvent, ShipmentState> onMessage(
      ShipmentState state, ShipmentMessage message) {
    return switch (message) {
      case ShipmentMessage.Read(ActorRef<ShipmentAnswer> replyTo) -> reply(replyTo, answer(state));
      case ShipmentMessage.Change(ShipmentCommand command, ActorRef<ShipmentAnswer> replyTo) ->
          switch (Shipment.decide(state, command, now())) {
            case ShipmentDecision.Accept(ShipmentEvent event) -> store(event, replyTo);
            case ShipmentDecision.AlreadyDone _ -> reply(replyTo, answer(state));
            case ShipmentDecision.Reject(ShipmentRejection why) ->
                reply(replyTo, rejected(state, why));
          };
      case ShipmentMessage.Stop _ -> Effect().stop();
    };
  }

  @Override
  ShipmentAnswer answer(ShipmentState state) {
    return switch (state) {
      case ShipmentState.Absent _ -> new ShipmentAnswer.NotFound();
      case ShipmentState.Known known -> new ShipmentAnswer.Found(ShipmentStanding.of(known));
    };
  }

  private static ShipmentAnswer rejected(ShipmentState state, ShipmentRejection why) {
    return switch (why) {
      case UNKNOWN_SHIPMENT -> new ShipmentAnswer.NotFound();
      case BEGUN_OTHERWISE, WRONG_STAGE ->
          state instanceof ShipmentState.Known known
              ? new ShipmentAnswer.Refused(ShipmentStanding.of(known))
              : new ShipmentAnswer.NotFound();
    };
  }

  @Override
  ShipmentAnswer unknown() {
    return new ShipmentAnswer.Unknown();
  }

  @Override
  boolean isIdle(ShipmentState state) {
    return !(state instanceof ShipmentState.Known known)
        || ShipmentStanding.of(known).stage().isFinal();
  }
}
