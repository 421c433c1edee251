package crowdstart.payment;

import crowdstart.identity.OrderId;
import crowdstart.identity.Patience;
import crowdstart.order.OrderStage;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** The way to the payments, on whichever node they are. Safe for use by many threads. */
public final class Payments {
  private final ClusterSharding sharding;
  private final Patience patience;

  public Payments(ClusterSharding sharding, Patience patience) {
    this.sharding = sharding;
    this.patience = patience;
  }

  /** See {@link PaymentCommand.Open}. Answers with what the backer's browser does next. */
  public CompletionStage<PaymentAnswer> open(Terms terms, boolean isNewCard) {
    return ask(terms.order(), replyTo -> new PaymentMessage.Open(terms, isNewCard, replyTo));
  }

  public CompletionStage<PaymentAnswer> read(OrderId order) {
    return ask(order, PaymentMessage.Read::new);
  }

  /** Takes in a webhook; found, or refused, once nothing of it can be lost any more (W4). */
  public CompletionStage<PaymentAnswer> hear(OrderId order, ProviderNews news) {
    return ask(order, replyTo -> new PaymentMessage.Hear(news, replyTo));
  }

  /** Tells a payment how its order stands; not found is an answer like any other. */
  public CompletionStage<PaymentAnswer> hearOrder(OrderId order, OrderStage stage) {
    return ask(order, replyTo -> new PaymentMessage.HearOrder(stage, replyTo));
  }

  /** The campaign was funded: charge. */
  public CompletionStage<PaymentAnswer> collect(OrderId order) {
    return ask(order, PaymentMessage.Collect::new);
  }

  /** The campaign ended otherwise: charge nothing, and give back what was charged. */
  public CompletionStage<PaymentAnswer> end(OrderId order, EndReason why) {
    return ask(order, replyTo -> new PaymentMessage.End(why, replyTo));
  }

  /**
   * Gives money back.
   *
   * @param refund unique within the payment; a repeat of it is the same refund
   * @param amount in minor units, 1 or more
   */
  public CompletionStage<PaymentAnswer> giveBack(OrderId order, String refund, long amount) {
    return ask(order, replyTo -> new PaymentMessage.GiveBack(refund, amount, replyTo));
  }

  /** See {@link PaymentMessage.Wake}. */
  public void wake(OrderId order) {
    sharding.entityRefFor(PaymentEntity.TYPE, order.value()).tell(new PaymentMessage.Wake());
  }

  private CompletionStage<PaymentAnswer> ask(
      OrderId order, Function<ActorRef<PaymentAnswer>, PaymentMessage> message) {
    return patience.ask(
        wait ->
            sharding
                .entityRefFor(PaymentEntity.TYPE, order.value())
                .<PaymentAnswer>ask(message::apply, wait),
        PaymentAnswer.Unknown::new);
  }
}
