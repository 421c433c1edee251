package crowdstart.fulfilment;

import crowdstart.identity.BatchId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;

/** Keeps one batch. Adds no rules: stores what {@link Batch} decides, and answers behind. */
public final class BatchEntity
    extends StoredFulfilment<BatchMessage, BatchEvent, BatchState, BatchAnswer> {
  public static final EntityTypeKey<BatchMessage> TYPE =
      EntityTypeKey.create(BatchMessage.class, "batch");

  public static Behavior<BatchMessage> create(
      BatchId batch, ActorRef<ClusterSharding.ShardCommand> shard, FulfilmentSettings settings) {
    return Behaviors.setup(context -> new BatchEntity(batch, context, shard, settings));
  }

  private BatchEntity(
      BatchId batch,
      ActorContext<BatchMessage> context,
      ActorRef<ClusterSharding.ShardCommand> shard,
      FulfilmentSettings settings) {
    super(TYPE.name(), batch.value(), context, shard, settings);
  }

  @Override
  public BatchState emptyState() {
    return new BatchState.Absent();
  }

  @Override
  public CommandHandler<BatchMessage, BatchEvent, BatchState> commandHandler() {
    return this::onMessage;
  }

  @Override
  public EventHandler<BatchState, BatchEvent> eventHandler() {
    return Batch::evolve;
  }

  private Effect<BatchEvent, BatchState> onMessage(BatchState state, BatchMessage message) {
    return switch (message) {
      case BatchMessage.Read(ActorRef<BatchAnswer> replyTo) -> reply(replyTo, answer(state));
      case BatchMessage.ReadOrders(ActorRef<BatchAnswer> replyTo) -> reply(replyTo, chosen(state));
      case BatchMessage.Change(BatchCommand command, ActorRef<BatchAnswer> replyTo) ->
          switch (Batch.decide(state, command, now())) {
            case BatchDecision.Accept(BatchEvent event) -> store(event, replyTo);
            case BatchDecision.AlreadyDone _ -> reply(replyTo, answer(state));
            case BatchDecision.Reject(BatchRejection why) -> reply(replyTo, rejected(why));
          };
      case BatchMessage.Stop _ -> Effect().stop();
    };
  }

  @Override
  BatchAnswer answer(BatchState state) {
    return switch (state) {
      case BatchState.Absent _ -> rejected(BatchRejection.UNKNOWN_BATCH);
      case BatchState.Known known -> new BatchAnswer.Found(BatchStanding.of(known));
    };
  }

  private static BatchAnswer chosen(BatchState state) {
    return state instanceof BatchState.Known known
        ? new BatchAnswer.Chosen(known.opened().orders())
        : rejected(BatchRejection.UNKNOWN_BATCH);
  }

  private static BatchAnswer rejected(BatchRejection why) {
    return new BatchAnswer.Refused(why);
  }

  @Override
  BatchAnswer unknown() {
    return new BatchAnswer.Unknown();
  }

  @Override
  boolean isIdle(BatchState state) {
    return true; // It is changed three times in its life.
  }
}
