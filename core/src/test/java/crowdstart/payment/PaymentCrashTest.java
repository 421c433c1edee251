package crowdstart.payment;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.testing.Journal.Fault;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A payment's whole life, with trouble at one of its calls: the books agree all the same. */
@Timeout(120)
class PaymentCrashTest {
  private static final long BACK = 4_000;

  private final PaymentKit payment = new PaymentKit();
  private final ProviderModel world = new ProviderModel(new Random(1));

  /** What goes wrong at a call. */
  enum Trouble {
    CRASH_BEFORE_IT,
    CRASH_BEHIND_IT,
    NOT_DONE_AND_UNKNOWN,
    DONE_AND_UNKNOWN,
    ANSWER_LOST_IN_THE_JOURNAL,
    ANSWER_STORED_AND_UNKNOWN,
    ANSWER_REJECTED_BY_THE_JOURNAL
  }

  @AfterEach
  void close() {
    payment.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, CRASH_BEFORE_IT",
    "1, CRASH_BEHIND_IT",
    "1, DONE_AND_UNKNOWN",
    "1, ANSWER_LOST_IN_THE_JOURNAL",
    "1, ANSWER_STORED_AND_UNKNOWN",
    "2, CRASH_BEFORE_IT",
    "2, CRASH_BEHIND_IT",
    "2, NOT_DONE_AND_UNKNOWN",
    "2, DONE_AND_UNKNOWN",
    "2, ANSWER_LOST_IN_THE_JOURNAL",
    "2, ANSWER_STORED_AND_UNKNOWN",
    "3, CRASH_BEFORE_IT",
    "3, CRASH_BEHIND_IT",
    "3, NOT_DONE_AND_UNKNOWN",
    "3, DONE_AND_UNKNOWN",
    "3, ANSWER_LOST_IN_THE_JOURNAL",
    "3, ANSWER_STORED_AND_UNKNOWN",
    "4, CRASH_BEFORE_IT",
    "4, CRASH_BEHIND_IT",
    "4, NOT_DONE_AND_UNKNOWN",
    "4, DONE_AND_UNKNOWN",
    "4, ANSWER_LOST_IN_THE_JOURNAL",
    "4, ANSWER_STORED_AND_UNKNOWN",
    "4, ANSWER_REJECTED_BY_THE_JOURNAL",
    "5, CRASH_BEFORE_IT",
    "5, CRASH_BEHIND_IT",
    "5, NOT_DONE_AND_UNKNOWN",
    "5, DONE_AND_UNKNOWN",
    "5, ANSWER_LOST_IN_THE_JOURNAL",
    "5, ANSWER_STORED_AND_UNKNOWN",
    "5, ANSWER_REJECTED_BY_THE_JOURNAL"
  })
  void theBooksAgree(int call, Trouble trouble) {
    world.isFaithful = true;
    payment.open();
    until(PaymentEvent.SetupMade.class, call == 1, trouble);
    world.giveCard(setup());
    payment.hear(world.webhooks.getLast());
    until(PaymentEvent.OrderConfirmed.class, call == 2, trouble);
    payment.ask(PaymentMessage.Collect::new);
    until(PaymentEvent.ChargeMade.class, call == 3, trouble);
    until(PaymentEvent.Captured.class, call == 4, trouble);
    payment.giveBack("mine", BACK);
    until(PaymentEvent.Refunded.class, call == 5, trouble);

    assertThat(world.captured()).isEqualTo(PaymentSpec.AMOUNT);
    assertThat(world.refunds.values()).hasSize(1);
    assertThat(world.refunded()).isEqualTo(BACK);
    assertThat(payment.gateway.calls).isEmpty();
  }

  private void until(Class<? extends PaymentEvent> event, boolean isTroubled, Trouble trouble) {
    HandGateway.Call first = payment.asked();
    if (!isTroubled) {
      first.answer().accept(world.execute(first.owed()));
    } else {
      strike(first, trouble);
    }
    while (true) {
      // Looked for before the event: what is there while that is not stored is not the next step's.
      HandGateway.Call next = payment.gateway.calls.peek();
      if (isStored(event)) {
        return;
      }
      if (next == null) {
        Awaitility.await().until(() -> isStored(event) || !payment.gateway.calls.isEmpty());
      } else {
        payment.gateway.calls.remove(next);
        next.answer().accept(world.execute(next.owed()));
      }
    }
  }

  private void strike(HandGateway.Call call, Trouble trouble) {
    switch (trouble) {
      case CRASH_BEFORE_IT -> payment.crash();
      case CRASH_BEHIND_IT -> {
        world.execute(call.owed());
        payment.crash();
      }
      case NOT_DONE_AND_UNKNOWN -> call.answer().accept(new OwedAnswer.Unknown());
      case DONE_AND_UNKNOWN -> {
        world.execute(call.owed());
        call.answer().accept(new OwedAnswer.Unknown());
      }
      case ANSWER_LOST_IN_THE_JOURNAL -> strike(call, Fault.LOST);
      case ANSWER_STORED_AND_UNKNOWN -> strike(call, Fault.STORED_UNKNOWN);
      case ANSWER_REJECTED_BY_THE_JOURNAL -> {
        strike(call, Fault.REJECTED);
        payment.awaitEnd();
        payment.entity().tell(new PaymentMessage.Wake());
      }
    }
  }

  private void strike(HandGateway.Call call, Fault fault) {
    payment.journal.failNext(fault);
    call.answer().accept(world.execute(call.owed()));
  }

  private boolean isStored(Class<? extends PaymentEvent> event) {
    return payment.events().stream().anyMatch(event::isInstance);
  }

  private String setup() {
    List<PaymentEvent.SetupMade> made =
        payment.events().stream()
            .filter(PaymentEvent.SetupMade.class::isInstance)
            .map(PaymentEvent.SetupMade.class::cast)
            .toList();
    return made.getLast().reference();
  }
}
