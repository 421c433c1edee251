package crowdstart.campaign;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.ClusterMessage;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link CampaignGate} receives. */
public sealed interface GateMessage {

  /** From anywhere in the cluster. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Batch.class, name = "batch"),
    @JsonSubTypes.Type(value = Manage.class, name = "manage"),
    @JsonSubTypes.Type(value = Read.class, name = "read"),
    @JsonSubTypes.Type(value = Watch.class, name = "watch"),
    @JsonSubTypes.Type(value = Unwatch.class, name = "unwatch"),
    @JsonSubTypes.Type(value = Wake.class, name = "wake")
  })
  sealed interface Remote extends GateMessage, ClusterMessage {}

  /**
   * Stock commands of one node that travelled together.
   *
   * @param number names the batch in its answers
   * @param patience for each command the milliseconds that somebody will still wait for it
   */
  record Batch(
      long number,
      List<StockCommand> commands,
      List<Integer> patience,
      ActorRef<BatchAnswers> replyTo)
      implements Remote {}

  record Manage(ManageCommand command, ActorRef<ManageAnswer> replyTo) implements Remote {}

  record Read(ActorRef<ReadAnswer> replyTo) implements Remote {}

  /**
   * Sends the stats to the watcher now and after each change, at most ten times a second. To be
   * renewed within {@link Watchers#LEASE}, so that it survives a gate that moves to another node.
   */
  record Watch(ActorRef<CampaignStats> watcher) implements Remote {}

  record Unwatch(ActorRef<CampaignStats> watcher) implements Remote {}

  /** Starts the gate if it is not running, so that it sees what has become due. */
  record Wake() implements Remote {}

  /** From the entity: it has recovered, for the first time or after a failure. */
  record Recovered(CampaignState state, long version) implements GateMessage {}

  /** From the entity: a batch is decided and stored. */
  record Committed(StockDecision decision, CampaignState state, long version)
      implements GateMessage {}

  /** From the entity: a creator's command is decided and stored. */
  record Managed(Decision decision, CampaignState state, long version) implements GateMessage {}

  /** From the entity: it could not store the batch in flight, and is starting again. */
  record CommitFailed() implements GateMessage {}

  /** The entity has ended by itself, which only a defect can bring about. */
  record EntityEnded() implements GateMessage {}

  /** From the timer. */
  record Tick() implements GateMessage {}

  /** From the timer: the watchers may have the next value. */
  record Publish() implements GateMessage {}

  /** From the shard: the gate is to move or to rest. */
  record Stop() implements GateMessage {}
}
