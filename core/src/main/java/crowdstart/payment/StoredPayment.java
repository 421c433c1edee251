package crowdstart.payment;

import crowdstart.identity.OrderId;
import java.time.Duration;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** Where and how a payment is stored; what it does stands in {@link PaymentEntity}. */
abstract class StoredPayment
    extends EventSourcedBehavior<PaymentMessage, PaymentEvent, PaymentState> {
  private static final BackoffSupervisorStrategy RESTART =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  StoredPayment(String type, OrderId order) {
    super(PersistenceId.of(type, order.value()), RESTART);
  }

  @Override
  public PaymentState emptyState() {
    return new PaymentState.Absent();
  }

  @Override
  public EventHandler<PaymentState, PaymentEvent> eventHandler() {
    return Payment::evolve;
  }

  @Override
  public String journalPluginId() {
    return "payment-journal";
  }

  @Override
  public String snapshotPluginId() {
    return "pekko.persistence.no-snapshot-store"; // A handful of events is read at once.
  }
}
