package crowdstart.simulator;

import crowdstart.campaign.FundingModel;
import crowdstart.campaign.Stage;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderEvent;
import crowdstart.payment.EndReason;
import crowdstart.payment.Owed;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.PaymentState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the payments' journal with the books of the provider, which knows nothing of it. */
final class MoneyJudge {
  private final World world;
  private final Judge judge;

  /** What each account comes to; debits are positive. */
  private final Map<String, Long> ledger = new LinkedHashMap<>();

  private final Map<OrderId, Long> captured = new LinkedHashMap<>();
  private final Map<OrderId, Long> refunded = new LinkedHashMap<>();
  private final Map<OrderId, Long> disputed = new LinkedHashMap<>();

  MoneyJudge(World world, Judge judge) {
    this.world = world;
    this.judge = judge;
  }

  /** The provider is about to move money. */
  void confirmed(OrderId order, int attempt) {
    boolean isIntended =
        world.paymentJournal.events(order.value()).stream()
            .anyMatch(event ->
                event instanceof PaymentEvent.ChargeTried tried && tried.attempt() == attempt);
    if (!isIntended) {
      throw new Violation("M9", "confirmed before its event: attempt " + attempt + " of " + order);
    }
  }

  /** The provider has moved money. */
  void captured(OrderId order, long amount) {
    OrderEvent.Placed placed = judge.orders.placed(order);
    if (world.provider.captures(order) > 1) {
      throw new Violation("M1", "captured twice: " + order);
    }
    if (amount != placed.total()) {
      throw new Violation("M6", "captured " + amount + " of " + placed.total());
    }
    boolean wasConfirmed =
        world.orderJournal.events(order.value()).stream()
            .anyMatch(OrderEvent.Confirmed.class::isInstance);
    if (!wasConfirmed) {
      throw new Violation("M1", "captured for an order that was never confirmed: " + order);
    }
    StockBook book = judge.book(placed.campaign());
    boolean isAllOrNothing =
        book.details() != null && book.details().fundingModel() == FundingModel.ALL_OR_NOTHING;
    if (isAllOrNothing && book.outcome() != Stage.FUNDED) {
      throw new Violation("M5", "captured while the campaign is " + book.outcome());
    }
  }

  /** The provider gives money back. */
  void refunded(OrderId order, String refund) {
    if (world.provider.net(order) < 0) {
      throw new Violation("M3", "more refunded than captured: " + order);
    }
    if (world.provider.refunds.made(order, refund) > 1) {
      throw new Violation("M3", "refunded twice: " + refund + " of " + order);
    }
  }

  void read(Journal.Row<PaymentEvent> row) {
    OrderId order = new OrderId(row.id());
    world.coverage.saw(row.event());
    switch (row.event()) {
      case PaymentEvent.Captured it -> {
        captured.merge(order, it.amount(), Long::sum);
        post("provider", "creator", it.amount());
        post("creator", "provider", it.fee());
        if (captured.getOrDefault(order, 0L) > world.provider.captured(order)) {
          throw new Violation("M2", "the journal says captured, the provider does not: " + order);
        }
      }
      case PaymentEvent.Refunded it -> {
        refunded.merge(order, it.amount(), Long::sum);
        post("creator", "provider", it.amount());
        if (refunded.getOrDefault(order, 0L) > world.provider.refunds.everRefunded(order)) {
          throw new Violation("M2", "the journal says refunded, the provider does not: " + order);
        }
      }
      case PaymentEvent.Disputed it -> {
        disputed.merge(order, it.taken(), Long::sum);
        post("creator", "provider", it.taken() + it.fee());
      }
      case PaymentEvent.RefundFailed it -> {
        refunded.merge(order, -it.returned(), Long::sum);
        post("provider", "creator", it.returned());
        if (refunded.getOrDefault(order, 0L) < 0) {
          throw new Violation("M2", "more came back than was refunded: " + order);
        }
      }
      case PaymentEvent.Opened _,
          PaymentEvent.SetupTried _,
          PaymentEvent.SetupMade _,
          PaymentEvent.CardRefused _,
          PaymentEvent.CardSecured _,
          PaymentEvent.OrderConfirmed _,
          PaymentEvent.ChargeTried _,
          PaymentEvent.ChargeMade _,
          PaymentEvent.ChargeFailed _,
          PaymentEvent.RefundTried _,
          PaymentEvent.RefundRefused _,
          PaymentEvent.RefundGivenUp _,
          PaymentEvent.EndBegun _,
          PaymentEvent.Ended _,
          PaymentEvent.OrderTold _ -> {}
    }
    long sum = ledger.values().stream().mapToLong(Long::longValue).sum();
    Violation.unless(sum == 0, "M2", "the ledger does not balance");
  }

  private void post(String debit, String credit, long amount) {
    ledger.merge(debit, amount, Long::sum);
    ledger.merge(credit, -amount, Long::sum);
  }

  void atTheEnd() {
    for (Map.Entry<String, PaymentState> entry : world.paymentViews.all().entrySet()) {
      OrderId order = new OrderId(entry.getKey());
      PaymentState state = entry.getValue();
      long inJournal = captured.getOrDefault(order, 0L) - refunded.getOrDefault(order, 0L);
      if (disputed.getOrDefault(order, 0L) != world.provider.disputed(order)) {
        throw new Violation("M10", order + " is disputed otherwise at the provider");
      }
      if (inJournal != world.provider.net(order)) {
        throw new Violation(
            "M10", order + " has " + inJournal + ", the provider " + world.provider.net(order));
      }
      if (!(Owed.of(state, true) instanceof Owed.Nothing)) {
        throw new Violation("M10", "still owed: " + state);
      }
      boolean isAtRest =
          switch (state) {
            case PaymentState.Captured it ->
                it.because() == null || it.refunded() + it.disputed() >= it.captured();
            case PaymentState.Ended it -> isTold(order, it);
            case PaymentState.Absent _,
                PaymentState.Securing _,
                PaymentState.Secured _,
                PaymentState.Pledged _,
                PaymentState.Charging _,
                PaymentState.Overdue _,
                PaymentState.Ending _ ->
                false;
          };
      if (!isAtRest) {
        throw new Violation("O7", "never settled: " + order + " " + state);
      }
    }
  }

  private boolean isTold(OrderId order, PaymentState.Ended ended) {
    List<OrderEvent> events = world.orderJournal.events(order.value());
    return ended.why() != EndReason.UNPAID
        || events.stream()
            .anyMatch(event ->
                event instanceof OrderEvent.Dropped
                    || event instanceof OrderEvent.Cancelled
                    || event instanceof OrderEvent.Expired);
  }
}
