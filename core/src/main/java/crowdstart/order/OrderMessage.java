package crowdstart.order;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.campaign.StockAnswer;
import crowdstart.identity.ClusterMessage;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;

/** What an {@link OrderEntity} receives. */
public sealed interface OrderMessage {

  /** From anywhere in the cluster. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Place.class, name = "place"),
    @JsonSubTypes.Type(value = Read.class, name = "read"),
    @JsonSubTypes.Type(value = Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = Confirm.class, name = "confirm"),
    @JsonSubTypes.Type(value = Expire.class, name = "expire"),
    @JsonSubTypes.Type(value = Drop.class, name = "drop"),
    @JsonSubTypes.Type(value = Release.class, name = "release"),
    @JsonSubTypes.Type(value = GiveAddress.class, name = "give-address"),
    @JsonSubTypes.Type(value = LockAddress.class, name = "lock-address")
  })
  sealed interface Remote extends OrderMessage, ClusterMessage {}

  /**
   * A checkout.
   *
   * @param requestNumber drawn for one request of a client, and the same however often the node
   *     asks for it: so that the client hears of a repeat only when the client repeats. 0 when the
   *     node that asks draws none
   */
  record Place(OrderRequest request, long requestNumber, ActorRef<PlaceAnswer> replyTo)
      implements Remote {}

  record Read(ActorRef<OrderAnswer> replyTo) implements Remote {}

  record Cancel(ActorRef<OrderAnswer> replyTo) implements Remote {}

  /** The payment is secured: make the hold a sale. */
  record Confirm(ActorRef<OrderAnswer> replyTo) implements Remote {}

  /**
   * The campaign's journal says that the order's hold was gone.
   *
   * @param at when that was, by the campaign's clock; it may have been an older hold, or one that
   *     ended with the campaign
   */
  record Expire(Instant at, ActorRef<OrderAnswer> replyTo) implements Remote {}

  /** The pledge could not be collected. */
  record Drop(ActorRef<OrderAnswer> replyTo) implements Remote {}

  /** The campaign ended without charging anybody. */
  record Release(ActorRef<OrderAnswer> replyTo) implements Remote {}

  record GiveAddress(Address address, ActorRef<OrderAnswer> replyTo) implements Remote {}

  /** The parcel is being made: from now on the address stays as it is. */
  record LockAddress(ActorRef<OrderAnswer> replyTo) implements Remote {}

  /** From the stock desk: the answer to the command in flight. */
  record StockAnswered(StockAnswer answer) implements OrderMessage {}

  /** From the shard: rest. */
  record Stop() implements OrderMessage {}
}
