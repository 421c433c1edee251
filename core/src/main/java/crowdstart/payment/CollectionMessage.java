package crowdstart.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.campaign.Stage;
import crowdstart.identity.ClusterMessage;
import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link CollectionEntity} receives. Each may be sent again. */
public sealed interface CollectionMessage {
  /** From anywhere in the cluster. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = Read.class, name = "read")
  })
  sealed interface Remote extends CollectionMessage, ClusterMessage {
    ActorRef<CollectionAnswer> replyTo();
  }

  /** The campaign has closed; the first outcome that is heard of counts (C1). */
  record Begin(Stage outcome, ActorRef<CollectionAnswer> replyTo) implements Remote {}

  record Pause(ActorRef<CollectionAnswer> replyTo) implements Remote {}

  record Resume(ActorRef<CollectionAnswer> replyTo) implements Remote {}

  record Read(ActorRef<CollectionAnswer> replyTo) implements Remote {}

  /** From the shard: rest. */
  record Stop() implements CollectionMessage {}
}
