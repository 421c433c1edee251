package crowdstart.payment;

import java.util.List;

/** What the rules of a payment say. */
public sealed interface PaymentDecision {
  record Accept(List<PaymentEvent> events) implements PaymentDecision {
    public Accept {
      events = List.copyOf(events);
    }
  }

  /** It stands already, or it does not matter any more. */
  record AlreadyDone() implements PaymentDecision {}

  record Reject(PaymentRejection why) implements PaymentDecision {}
}
