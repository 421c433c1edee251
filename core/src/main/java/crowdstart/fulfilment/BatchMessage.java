package crowdstart.fulfilment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.ClusterMessage;
import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link BatchEntity} receives. */
public sealed interface BatchMessage {

  /** From anywhere in the cluster. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Change.class, name = "change"),
    @JsonSubTypes.Type(value = Read.class, name = "read"),
    @JsonSubTypes.Type(value = ReadOrders.class, name = "read-orders")
  })
  sealed interface Remote extends BatchMessage, ClusterMessage {}

  record Change(BatchCommand command, ActorRef<BatchAnswer> replyTo) implements Remote {}

  record Read(ActorRef<BatchAnswer> replyTo) implements Remote {}

  record ReadOrders(ActorRef<BatchAnswer> replyTo) implements Remote {}

  /** From the shard: rest. */
  record Stop() implements BatchMessage {}
}
