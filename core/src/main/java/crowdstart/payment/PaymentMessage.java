package crowdstart.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import crowdstart.identity.ClusterMessage;
import crowdstart.order.OrderStage;
import org.apache.pekko.actor.typed.ActorRef;

/** What a {@link PaymentEntity} receives. */
public sealed interface PaymentMessage {

  /** From anywhere in the cluster. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Open.class, name = "open"),
    @JsonSubTypes.Type(value = Read.class, name = "read"),
    @JsonSubTypes.Type(value = Hear.class, name = "hear"),
    @JsonSubTypes.Type(value = HearOrder.class, name = "hear-order"),
    @JsonSubTypes.Type(value = Collect.class, name = "collect"),
    @JsonSubTypes.Type(value = End.class, name = "end"),
    @JsonSubTypes.Type(value = GiveBack.class, name = "give-back"),
    @JsonSubTypes.Type(value = Wake.class, name = "wake")
  })
  sealed interface Remote extends PaymentMessage, ClusterMessage {}

  /** See {@link PaymentCommand.Open}. Answered once the provider has said what to do next. */
  record Open(Terms terms, boolean isNewCard, ActorRef<PaymentAnswer> replyTo) implements Remote {}

  record Read(ActorRef<PaymentAnswer> replyTo) implements Remote {}

  /** A webhook. Found means that nothing of it can be lost any more. */
  record Hear(ProviderNews news, ActorRef<PaymentAnswer> replyTo) implements Remote {}

  /** The order's journal says that it came to this stage. */
  record HearOrder(OrderStage stage, ActorRef<PaymentAnswer> replyTo) implements Remote {}

  record Collect(ActorRef<PaymentAnswer> replyTo) implements Remote {}

  record End(EndReason why, ActorRef<PaymentAnswer> replyTo) implements Remote {}

  /** See {@link PaymentCommand.GiveBack}. */
  record GiveBack(String refund, long amount, ActorRef<PaymentAnswer> replyTo) implements Remote {
    public GiveBack {
      if (amount < 1) {
        throw new IllegalArgumentException("nothing to give back");
      }
    }
  }

  /** Time has passed: look whether something is owed, or has happened at the provider. */
  record Wake() implements Remote {}

  /** From whoever did what was owed. */
  record Answered(Owed owed, OwedAnswer answer) implements PaymentMessage {}

  /** Enough waiting behind an answer that nobody knows. */
  record Retry() implements PaymentMessage {}

  /** From the shard: rest. */
  record Stop() implements PaymentMessage {}
}
