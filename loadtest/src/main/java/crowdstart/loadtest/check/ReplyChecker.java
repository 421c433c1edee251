package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What clients were told of an order and its payment agrees with its journal and with real time.
 */
final class ReplyChecker implements Checker {
  @Override
  public String name() {
    return "replies";
  }

  @Override
  public String promise() {
    return "replies agree with a model replayed in journal order, and with real time (O5 O6 O7)";
  }

  @Override
  public void check(Evidence evidence, Findings findings) {
    Map<String, List<Operation>> byOrder = new HashMap<>();
    Map<String, Long> cancelAsked = new HashMap<>();
    for (Operation it : evidence.operations()) {
      String order = it.kind() == Kind.PLACE_ORDER ? it.answer().path("id").asText() : it.subject();
      if (it.isKnown() && !order.isEmpty()) {
        byOrder.computeIfAbsent(order, _ -> new ArrayList<>()).add(it);
      }
      if (it.kind() == Kind.CANCEL_ORDER) {
        cancelAsked.merge(order, it.invoked(), Math::min);
      }
    }
    Map<String, List<Row>> payments = evidence.payments().entities("payment");
    evidence
        .orders()
        .entities("order")
        .forEach((id, rows) -> {
          List<Operation> told = byOrder.getOrDefault(id, List.of());
          OrderReplay replay = OrderReplay.of(rows, findings);
          orders(replay.states(), told, cancelAsked.getOrDefault(id, Long.MAX_VALUE), findings);
          PaymentReplay payment = PaymentReplay.of(payments.getOrDefault(id, List.of()), findings);
          payments(payment.standings, told, findings);
          findings.looked("orders", 1);
        });
  }

  private static void orders(
      List<String> states, List<Operation> told, long cancelAsked, Findings findings) {
    List<RealTime.Seen> seen = new ArrayList<>();
    for (Operation it : told) {
      Predicate<String> fits = fits(it);
      if (fits != null) {
        findings.looked("replies about orders", 1);
        seen.add(
            new RealTime.Seen(
                it,
                index ->
                    fits.test(states.get(index))
                        // Nobody sees a cancellation that nobody has asked for yet.
                        && (!states.get(index).equals("cancelled")
                            || cancelAsked <= it.completed())));
      }
    }
    for (Operation misfit : RealTime.misfits(seen, states.size())) {
      findings.violation(
          "O5",
          "%s saw %s, the order's states are %s"
              .formatted(misfit, misfit.answer().path("state").asText(), states));
    }
  }

  /** Which states of the order an answer allows; null when it says nothing of the state. */
  private static @Nullable Predicate<String> fits(Operation it) {
    String told = it.answer().path("state").asText();
    return switch (it.kind()) {
      // A repeat gets the first answer, whatever has become of the order since.
      case PLACE_ORDER -> it.isDone() ? state -> !state.equals("absent") : null;
      case READ_ORDER -> it.isDone() ? told::equals : "absent"::equals;
      case CANCEL_ORDER ->
          it.isDone()
              ? told::equals
              : state -> OrderReplay.ENDED.contains(state) || state.equals("confirmed");
      case OPEN_PAYMENT -> it.isDone() ? Set.of("held", "confirmed")::contains : null;
      case CREATE_CAMPAIGN,
          LAUNCH_CAMPAIGN,
          CANCEL_CAMPAIGN,
          READ_CAMPAIGN,
          READ_STATS,
          WATCH_STATS,
          READ_PAYMENT,
          SECURE_CARD,
          AUTHENTICATE,
          REFUND_ORDER,
          SETTLED ->
          null;
    };
  }

  private static void payments(
      List<PaymentReplay.Standing> standings, List<Operation> told, Findings findings) {
    List<RealTime.Seen> seen = new ArrayList<>();
    for (Operation it : told) {
      boolean tellsOfPayment =
          switch (it.kind()) {
            case READ_PAYMENT -> true;
            case OPEN_PAYMENT, REFUND_ORDER -> it.isDone();
            case CREATE_CAMPAIGN,
                LAUNCH_CAMPAIGN,
                CANCEL_CAMPAIGN,
                READ_CAMPAIGN,
                READ_STATS,
                WATCH_STATS,
                PLACE_ORDER,
                READ_ORDER,
                CANCEL_ORDER,
                SECURE_CARD,
                AUTHENTICATE,
                SETTLED ->
                false;
          };
      if (tellsOfPayment) {
        findings.looked("replies about payments", 1);
        PaymentReplay.Standing saw = standing(it);
        seen.add(new RealTime.Seen(it, index -> standings.get(index).equals(saw)));
      }
    }
    for (Operation misfit : RealTime.misfits(seen, standings.size())) {
      findings.violation(
          "O5", "%s saw %s, the payment's are %s".formatted(misfit, standing(misfit), standings));
    }
  }

  private static PaymentReplay.Standing standing(Operation it) {
    JsonNode answer = it.answer();
    return it.isDone()
        ? new PaymentReplay.Standing(
            answer.path("state").asText(),
            answer.path("captured").asLong(),
            answer.path("refunded").asLong())
        : new PaymentReplay.Standing("absent", 0, 0);
  }
}
