package crowdstart.simulator;

import crowdstart.payment.Payment;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.PaymentState;
import java.util.LinkedHashMap;
import java.util.Map;

/** The payments as the views have them: what the journal comes to. */
final class PaymentViews {
  private final Map<String, PaymentState> states = new LinkedHashMap<>();

  PaymentViews(Journal<PaymentEvent> journal) {
    journal.eachStored(row -> states.put(row.id(), Payment.evolve(state(row.id()), row.event())));
  }

  PaymentState state(String order) {
    return states.getOrDefault(order, new PaymentState.Absent());
  }

  Map<String, PaymentState> all() {
    return states;
  }
}
