package crowdstart.simulator;

import crowdstart.identity.OrderId;
import crowdstart.payment.CardRefusal;
import crowdstart.payment.Owed;
import crowdstart.payment.PaymentState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Wakes payments for which something is due, with the waits of the payment view. */
final class PaymentSweep {
  private static final long INTERVAL_MILLIS = 1_000;
  private static final Duration DUTY_WAIT = Duration.ofSeconds(10);
  private static final Duration BACKER_WAIT = Duration.ofSeconds(30);
  private static final Duration AUTHENTICATION_WAIT = Duration.ofMinutes(5);
  private static final Duration REFUND_WAIT = Duration.ofHours(6);
  private static final long WAKE_MILLIS = 10_000;
  private static final long WAKE_MILLIS_MAX = Duration.ofHours(1).toMillis();
  private static final int DOUBLINGS_MAX = 9;

  private final World world;
  private final Map<String, Due> due = new LinkedHashMap<>();
  private Schedule.@Nullable Timer look;
  private long lookAt;

  private record Due(long at, int wakes) {}

  PaymentSweep(World world) {
    this.world = world;
    world.paymentJournal.eachStored(row -> changed(row.id()));
  }

  private void changed(String order) {
    Duration wait = wait(world.paymentViews.state(order));
    if (wait == null) {
      due.remove(order);
    } else {
      due.put(order, new Due(world.schedule.now() + Math.max(0, wait.toMillis()), 0));
      arm();
    }
  }

  private @Nullable Duration wait(PaymentState state) {
    if (!(Owed.of(state, false) instanceof Owed.Nothing)) {
      return DUTY_WAIT;
    }
    return switch (state) {
      case PaymentState.Securing _ -> BACKER_WAIT;
      case PaymentState.Overdue it when it.isReplacing() -> BACKER_WAIT;
      case PaymentState.Overdue it -> {
        Duration retry = Duration.between(world.clock(), it.retryAt());
        boolean isSoon =
            it.refusal() == CardRefusal.AUTHENTICATION_NEEDED
                && AUTHENTICATION_WAIT.compareTo(retry) < 0;
        yield isSoon ? AUTHENTICATION_WAIT : retry;
      }
      case PaymentState.Captured it
          when it.because() != null && it.refundable() > 0 && !it.isGivenUp() ->
          REFUND_WAIT;
      case PaymentState.Ending _ -> DUTY_WAIT;
      case PaymentState.Absent _,
          PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Charging _,
          PaymentState.Captured _,
          PaymentState.Ended _ ->
          null;
    };
  }

  private void arm() {
    long next = Long.MAX_VALUE;
    for (Due each : due.values()) {
      next = Math.min(next, each.at());
    }
    if (next == Long.MAX_VALUE || (look != null && lookAt <= next + INTERVAL_MILLIS)) {
      return;
    }
    if (look != null) {
      look.cancel();
    }
    lookAt = next + INTERVAL_MILLIS;
    look = world.schedule.in(lookAt - world.schedule.now(), "payment-sweep looks", this::look);
  }

  private void look() {
    look = null;
    long now = world.schedule.now();
    for (String order : java.util.List.copyOf(due.keySet())) {
      Due each = due.getOrDefault(order, new Due(Long.MAX_VALUE, 0));
      if (each.at() > now) {
        continue;
      }
      OrderId id = new OrderId(order);
      world.send("payment " + order + " wake", () -> world.payment(id).look());
      long wait = Math.min(WAKE_MILLIS << Math.min(each.wakes(), DOUBLINGS_MAX), WAKE_MILLIS_MAX);
      due.put(order, new Due(now + wait, each.wakes() + 1));
    }
    arm();
  }
}
