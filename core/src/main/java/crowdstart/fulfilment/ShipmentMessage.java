package crowdstart.fulfilment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.ClusterMessage;
import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link ShipmentEntity} receives. */
public sealed interface ShipmentMessage {

  /** From anywhere in the cluster. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Change.class, name = "change"),
    @JsonSubTypes.Type(value = Read.class, name = "read")
  })
  sealed interface Remote extends ShipmentMessage, ClusterMessage {}

  record Change(ShipmentCommand command, ActorRef<ShipmentAnswer> replyTo) implements Remote {}

  record Read(ActorRef<ShipmentAnswer> replyTo) implements Remote {}

  /** From the shard: rest. */
  record Stop() implements ShipmentMessage {}
}
