package crowdstart.order;

/** What the rules make of an {@link OrderCommand}. */
public sealed interface OrderDecision {
  record Accept(OrderEvent event) implements OrderDecision {}

  /** It stands like that already; nothing to store. */
  record AlreadyDone() implements OrderDecision {}

  record Reject(OrderRejection why) implements OrderDecision {}
}
