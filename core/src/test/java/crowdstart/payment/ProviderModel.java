package crowdstart.payment;

import crowdstart.order.OrderStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A provider with books of its own, the banks behind it, and the order that it is asked about. It
 * remembers no idempotency key at all, captures a charge at most once, and says by webhook whatever
 * happens.
 */
final class ProviderModel {
  static final class Charge {
    ChargeStanding.Status status = ChargeStanding.Status.OPEN;
    int tries;
    int captures;
  }

  static final class Refund {
    final String refund;
    final long amount;
    RefundStanding.Status status = RefundStanding.Status.PENDING;

    Refund(String refund, long amount) {
      this.refund = refund;
      this.amount = amount;
    }
  }

  final Map<String, SetupStanding.Status> setups = new LinkedHashMap<>();
  final Map<String, Charge> charges = new LinkedHashMap<>();
  final Map<String, Refund> refunds = new TreeMap<>();
  final List<ProviderNews> webhooks = new ArrayList<>();
  final OrderModel order = new OrderModel();
  final BankModel banks;
  boolean isKind;

  /** Whether every card and every refund works at once. */
  boolean isFaithful;

  private final Random random;

  ProviderModel(Random random) {
    this.random = random;
    this.banks = new BankModel(random, webhooks);
  }

  OwedAnswer execute(Owed owed) {
    return switch (owed) {
      case Owed.Nothing _ -> new OwedAnswer.Unknown();
      case Owed.CreateSetup _ -> {
        String id = "seti_" + (setups.size() + 1);
        setups.put(id, SetupStanding.Status.OPEN);
        yield saySetup(id);
      }
      case Owed.ReadSetup(String id) -> new OwedAnswer.News(setup(id));
      case Owed.CancelSetup(String id) -> {
        setups.computeIfPresent(
            id,
            (_, status) ->
                status == SetupStanding.Status.OPEN ? SetupStanding.Status.CANCELLED : status);
        yield saySetup(id);
      }
      case Owed.CreateCharge _ -> {
        String id = "pi_" + (charges.size() + 1);
        charges.put(id, new Charge());
        yield sayCharge(id);
      }
      case Owed.ConfirmCharge(String id, _, _) -> confirm(id);
      case Owed.ReadCharge(String id) -> new OwedAnswer.News(charge(id));
      case Owed.CancelCharge(String id) -> {
        if (find(id).status == ChargeStanding.Status.OPEN) {
          find(id).status = ChargeStanding.Status.CANCELLED;
        }
        yield sayCharge(id);
      }
      case Owed.SendRefund(_, String refund, long amount) -> refund(refund, amount);
      case Owed.FindRefund(_, String refund) ->
          refunds.entrySet().stream()
              .filter(it -> it.getValue().refund.equals(refund))
              .<OwedAnswer>map(it -> new OwedAnswer.News(refund(it.getKey())))
              .findFirst()
              .orElseGet(OwedAnswer.NotThere::new);
      case Owed.ReadDispute(String id) -> new OwedAnswer.News(banks.read(id));
      case Owed.AskOrder _ -> new OwedAnswer.OrderStands(order.stage);
      case Owed.ConfirmOrder _ -> {
        order.move(OrderStage.CONFIRMED);
        yield new OwedAnswer.OrderStands(order.stage);
      }
      case Owed.TellOrder(EndReason why) -> {
        order.move(why == EndReason.UNPAID ? OrderStage.DROPPED : OrderStage.RELEASED);
        yield order.stage == OrderStage.HELD
            ? new OwedAnswer.Unknown()
            : new OwedAnswer.OrderTold();
      }
    };
  }

  /** The backer gives a card in the browser. */
  void giveCard(String setup) {
    if (setups.get(setup) == SetupStanding.Status.OPEN) {
      setups.put(setup, SetupStanding.Status.SUCCEEDED);
      saySetup(setup);
    }
  }

  /** The backer authenticates in the browser. */
  void authenticate(String charge) {
    Charge it = find(charge);
    if (it.status == ChargeStanding.Status.OPEN && it.tries > 0) {
      capture(it);
      sayCharge(charge);
    }
  }

  /** What was processing or pending comes to an end. */
  void settle() {
    charges.forEach((id, charge) -> {
      if (charge.status == ChargeStanding.Status.PROCESSING) {
        if (random.nextBoolean()) {
          capture(charge);
        } else {
          charge.status = ChargeStanding.Status.OPEN;
        }
        sayCharge(id);
      }
    });
    refunds.forEach((id, refund) -> {
      if (refund.status == RefundStanding.Status.PENDING) {
        boolean isDone = isKind || random.nextInt(3) > 0;
        refund.status = isDone ? RefundStanding.Status.SUCCEEDED : RefundStanding.Status.FAILED;
        webhooks.add(refund(id));
      } else if (refund.status == RefundStanding.Status.SUCCEEDED
          && !isKind
          && !isFaithful
          && random.nextInt(6) == 0) {
        // It called it done, and the bank sends the money back.
        refund.status = RefundStanding.Status.FAILED;
        webhooks.add(refund(id));
      }
    });
    if (captured() > 0 && !isKind && !isFaithful) {
      banks.mayDispute();
    }
    banks.settle(isKind);
  }

  /** Its list of events is read now and then: what comes late is not lost with its webhook (W7). */
  void list() {
    banks.list();
    refunds.forEach((id, refund) -> {
      if (refund.status == RefundStanding.Status.FAILED) {
        webhooks.add(refund(id));
      }
    });
  }

  long captured() {
    return charges.values().stream().mapToLong(it -> it.captures * PaymentSpec.AMOUNT).sum();
  }

  long refunded() {
    return refunds.values().stream()
        .filter(it -> it.status != RefundStanding.Status.FAILED)
        .mapToLong(it -> it.amount)
        .sum();
  }

  private OwedAnswer confirm(String id) {
    Charge charge = find(id);
    switch (charge.status) {
      case SUCCEEDED -> {}
      case PROCESSING, CANCELLED -> {
        return new OwedAnswer.ChargeRefused("charge_unexpected_state");
      }
      case OPEN -> {
        charge.tries++;
        switch (isFaithful ? 0 : random.nextInt(4)) {
          case 0, 1 -> capture(charge);
          case 2 -> charge.status = ChargeStanding.Status.PROCESSING;
          default -> {}
        }
      }
    }
    ProviderNews news = charge(id);
    webhooks.add(news);
    return new OwedAnswer.Confirmation(((ProviderNews.Charge) news).standing());
  }

  private OwedAnswer refund(String refund, long amount) {
    if (amount > captured() - refunded() - banks.blocked()) {
      return new OwedAnswer.RefundRefused(refund, "charge_already_refunded");
    }
    if (!isKind && !isFaithful && random.nextInt(8) == 0) {
      return new OwedAnswer.RefundRefused(refund, "insufficient_funds");
    }
    String id = "re_" + (refunds.size() + 1);
    Refund it = new Refund(refund, amount);
    refunds.put(id, it);
    if (isFaithful || random.nextInt(3) > 0) {
      it.status = RefundStanding.Status.SUCCEEDED;
    }
    webhooks.add(refund(id));
    return new OwedAnswer.News(refund(id));
  }

  private static void capture(Charge charge) {
    charge.status = ChargeStanding.Status.SUCCEEDED;
    charge.captures++;
  }

  private Charge find(String id) {
    Charge charge = charges.get(id);
    if (charge == null) {
      throw new AssertionError("no such charge: " + id);
    }
    return charge;
  }

  private OwedAnswer saySetup(String id) {
    webhooks.add(setup(id));
    return new OwedAnswer.News(setup(id));
  }

  private OwedAnswer sayCharge(String id) {
    webhooks.add(charge(id));
    return new OwedAnswer.News(charge(id));
  }

  private ProviderNews setup(String id) {
    SetupStanding.Status status = setups.getOrDefault(id, SetupStanding.Status.CANCELLED);
    @Nullable String method = status == SetupStanding.Status.SUCCEEDED ? "pm_" + id : null;
    return new ProviderNews.Setup(new SetupStanding(id, "cus_1", status, method, "s", null));
  }

  private ProviderNews charge(String id) {
    Charge it = find(id);
    return PaymentSpec.charge(id, it.status, it.tries == 0 ? null : id + "-" + it.tries);
  }

  private ProviderNews refund(String id) {
    Refund it = refunds.get(id);
    if (it == null) {
      throw new AssertionError("no such refund: " + id);
    }
    return new ProviderNews.Refund(new RefundStanding(id, it.refund, it.amount, it.status));
  }
}
