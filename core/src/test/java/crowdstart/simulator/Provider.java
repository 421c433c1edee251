package crowdstart.simulator;

import crowdstart.identity.OrderId;
import crowdstart.payment.CardRefusal;
import crowdstart.payment.ChargeStanding;
import crowdstart.payment.Owed;
import crowdstart.payment.OwedAnswer;
import crowdstart.payment.ProviderNews;
import crowdstart.payment.RefundStanding;
import crowdstart.payment.SetupStanding;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The provider, with books of its own. It captures a charge at most once, remembers a refund's
 * idempotency key and no other, and says by webhook whatever happens.
 */
final class Provider {
  private static final long SETTLES_MILLIS = Duration.ofMinutes(3).toMillis();
  private static final long FEE_DIVISOR = 50;
  private static final long BOUNCES_MILLIS = Duration.ofMinutes(50).toMillis();
  private static final int PROCESSING_ONE_IN = 5;
  private static final int BOUNCES_ONE_IN = 4;
  private static final int POOR_ONE_IN = 8;

  private final World world;
  private final Banks banks;
  private final Map<String, SetupRow> setups = new LinkedHashMap<>();
  private final Map<String, ChargeRow> charges = new LinkedHashMap<>();
  private final Map<String, RefundRow> refunds = new LinkedHashMap<>();
  private final Map<String, String> refundKeys = new LinkedHashMap<>();
  private final Set<String> refusedKeys = new HashSet<>();
  private String lastCharge = "";

  private static final class SetupRow {
    final OrderId order;
    SetupStanding.Status status = SetupStanding.Status.OPEN;
    @Nullable CardRefusal refusal;

    SetupRow(OrderId order) {
      this.order = order;
    }
  }

  private static final class ChargeRow {
    final OrderId order;
    final long amount;
    ChargeStanding.Status status = ChargeStanding.Status.OPEN;
    @Nullable CardRefusal refusal;
    int tries;

    ChargeRow(OrderId order, long amount) {
      this.order = order;
      this.amount = amount;
    }
  }

  private static final class RefundRow {
    final OrderId order;
    final String refund;
    final long amount;
    RefundStanding.Status status = RefundStanding.Status.PENDING;
    boolean wasDone;

    RefundRow(OrderId order, String refund, long amount) {
      this.order = order;
      this.refund = refund;
      this.amount = amount;
    }
  }

  Provider(World world) {
    this.world = world;
    this.banks = new Banks(world);
  }

  /** The charge that was made last. */
  String lastCharge() {
    return lastCharge;
  }

  OwedAnswer execute(OrderId order, Owed owed, String key) {
    return switch (owed) {
      case Owed.CreateSetup _ -> {
        String id = "seti_" + (setups.size() + 1);
        setups.put(id, new SetupRow(order));
        yield new OwedAnswer.News(setup(id));
      }
      case Owed.ReadSetup(String id) -> new OwedAnswer.News(setup(id));
      case Owed.CancelSetup(String id) -> {
        SetupRow row = at(setups, id);
        if (row.status == SetupStanding.Status.OPEN) {
          row.status = SetupStanding.Status.CANCELLED;
        }
        yield new OwedAnswer.News(say(order, setup(id)));
      }
      case Owed.CreateCharge(var request) -> {
        lastCharge = "pi_" + (charges.size() + 1);
        charges.put(lastCharge, new ChargeRow(order, request.amount()));
        yield new OwedAnswer.News(charge(lastCharge));
      }
      case Owed.ConfirmCharge(String id, _, int attempt) -> confirm(id, attempt);
      case Owed.ReadCharge(String id) -> new OwedAnswer.News(charge(id));
      case Owed.CancelCharge(String id) -> {
        ChargeRow row = at(charges, id);
        if (row.status == ChargeStanding.Status.OPEN) {
          row.status = ChargeStanding.Status.CANCELLED;
        }
        yield new OwedAnswer.News(say(order, charge(id)));
      }
      case Owed.SendRefund(String charge, String refund, long amount) ->
          refund(at(charges, charge), refund, amount, key);
      case Owed.FindRefund(_, String refund) ->
          refunds.entrySet().stream()
              .filter(it -> it.getValue().order.equals(order))
              .filter(it -> it.getValue().refund.equals(refund))
              .<OwedAnswer>map(it -> new OwedAnswer.News(refund(it.getKey())))
              .findFirst()
              .orElseGet(OwedAnswer.NotThere::new);
      case Owed.ReadDispute(String id) -> banks.read(id);
      case Owed.Nothing _, Owed.AskOrder _, Owed.ConfirmOrder _, Owed.TellOrder _ ->
          throw new IllegalStateException("not the provider's: " + owed);
    };
  }

  /** The backer gives a card in the browser. */
  void giveCard(String id) {
    SetupRow row = at(setups, id);
    if (row.status == SetupStanding.Status.OPEN) {
      if (world.weather.refuses() && world.random.nextInt(4) == 0) {
        row.refusal = CardRefusal.DECLINED;
      } else {
        row.status = SetupStanding.Status.SUCCEEDED;
      }
      say(row.order, setup(id));
    }
  }

  /** The backer authenticates in the browser. */
  void authenticate(String id) {
    ChargeRow row = at(charges, id);
    if (row.status == ChargeStanding.Status.OPEN
        && row.refusal == CardRefusal.AUTHENTICATION_NEEDED) {
      capture(id, row);
      say(row.order, charge(id));
    }
  }

  /** In minor units: what is captured of an order and not given back. */
  long net(OrderId order) {
    return captured(order) - refunded(order);
  }

  /** What banks have taken back. */
  long disputed(OrderId order) {
    return banks.taken(order);
  }

  /** What of an order is still here; one that was given back may be disputed all the same. */
  long kept(OrderId order) {
    return Math.max(0, net(order) - disputed(order));
  }

  long captured(OrderId order) {
    return charges.values().stream()
        .filter(it -> it.order.equals(order) && it.status == ChargeStanding.Status.SUCCEEDED)
        .mapToLong(it -> it.amount)
        .sum();
  }

  /** Also what is only on its way back. */
  long refunded(OrderId order) {
    return refunds.values().stream()
        .filter(it -> it.order.equals(order) && it.status != RefundStanding.Status.FAILED)
        .mapToLong(it -> it.amount)
        .sum();
  }

  /** Also what was called done, and has come back. */
  long everRefunded(OrderId order) {
    return refunds.values().stream()
        .filter(it -> it.order.equals(order))
        .filter(it -> it.wasDone || it.status != RefundStanding.Status.FAILED)
        .mapToLong(it -> it.amount)
        .sum();
  }

  /** How many charges of an order were captured. */
  long captures(OrderId order) {
    return charges.values().stream()
        .filter(it -> it.order.equals(order) && it.status == ChargeStanding.Status.SUCCEEDED)
        .count();
  }

  /** How many refunds of this id of ours were made and not refused. */
  long refunds(OrderId order, String refund) {
    return refunds.values().stream()
        .filter(it -> it.order.equals(order) && it.refund.equals(refund))
        .filter(it -> it.status != RefundStanding.Status.FAILED)
        .count();
  }

  private OwedAnswer confirm(String id, int attempt) {
    ChargeRow row = at(charges, id);
    world.judge.money.confirmed(row.order, attempt);
    switch (row.status) {
      case SUCCEEDED -> {}
      case PROCESSING, CANCELLED -> {
        return new OwedAnswer.ChargeRefused("charge_unexpected_state");
      }
      case OPEN -> {
        row.tries++;
        if (world.weather.refuses()) {
          row.refusal =
              world.random.nextBoolean() ? CardRefusal.DECLINED : CardRefusal.AUTHENTICATION_NEEDED;
        } else if (world.random.nextInt(PROCESSING_ONE_IN) == 0) {
          row.status = ChargeStanding.Status.PROCESSING;
          world.schedule.in(SETTLES_MILLIS, "provider settles " + id, () -> settle(id, row));
        } else {
          capture(id, row);
        }
      }
    }
    ProviderNews.Charge news = charge(id);
    say(row.order, news);
    return new OwedAnswer.Confirmation(news.standing());
  }

  private void settle(String id, ChargeRow row) {
    if (world.weather.refuses()) {
      row.status = ChargeStanding.Status.OPEN;
      row.refusal = CardRefusal.DECLINED;
    } else {
      capture(id, row);
    }
    say(row.order, charge(id));
  }

  private void capture(String id, ChargeRow row) {
    row.status = ChargeStanding.Status.SUCCEEDED;
    world.trace.note("captured " + id);
    world.judge.money.captured(row.order, row.amount);
    banks.charged(row.order, row.amount);
  }

  private OwedAnswer refund(ChargeRow charge, String refund, long amount, String key) {
    OrderId order = charge.order;
    String known = refundKeys.get(order + refund + key);
    if (known != null) {
      return new OwedAnswer.News(refund(known));
    }
    if (amount > net(order) - banks.blocked(order)) {
      return new OwedAnswer.RefundRefused(refund, "charge_already_refunded");
    }
    boolean isPoor = !world.weather.isFair() && world.random.nextInt(POOR_ONE_IN) == 0;
    if (isPoor || refusedKeys.contains(order + refund + key)) {
      refusedKeys.add(order + refund + key);
      return new OwedAnswer.RefundRefused(refund, "insufficient_funds");
    }
    String id = "re_" + (refunds.size() + 1);
    RefundRow row = new RefundRow(order, refund, amount);
    refunds.put(id, row);
    refundKeys.put(order + refund + key, id);
    world.trace.note("refunded " + id);
    world.judge.money.refunded(order, refund);
    world.schedule.in(SETTLES_MILLIS, "provider settles " + id, () -> settleRefund(id, row));
    return new OwedAnswer.News(refund(id));
  }

  private void settleRefund(String id, RefundRow row) {
    boolean isRefused = !world.weather.isFair() && world.weather.refuses();
    row.status = isRefused ? RefundStanding.Status.FAILED : RefundStanding.Status.SUCCEEDED;
    row.wasDone = !isRefused;
    say(row.order, refund(id));
    if (row.wasDone && world.random.nextInt(BOUNCES_ONE_IN) == 0) {
      world.schedule.in(BOUNCES_MILLIS, "bank sends back " + id, () -> bounce(id, row));
    }
  }

  private void bounce(String id, RefundRow row) {
    row.status = RefundStanding.Status.FAILED;
    world.poll(row.order, say(row.order, refund(id)));
  }

  private ProviderNews say(OrderId order, ProviderNews news) {
    world.webhook(order, news);
    return news;
  }

  private ProviderNews setup(String id) {
    SetupRow row = at(setups, id);
    boolean isDone = row.status == SetupStanding.Status.SUCCEEDED;
    return new ProviderNews.Setup(
        new SetupStanding(
            id, "cus_1", row.status, isDone ? "pm_" + id : null, "s", isDone ? null : row.refusal));
  }

  private ProviderNews.Charge charge(String id) {
    ChargeRow row = at(charges, id);
    boolean isPaid = row.status == ChargeStanding.Status.SUCCEEDED;
    return new ProviderNews.Charge(
        new ChargeStanding(
            id,
            row.status,
            isPaid ? row.amount : 0,
            isPaid ? row.amount / FEE_DIVISOR : 0,
            row.tries == 0 ? null : id + "-" + row.tries,
            isPaid ? null : row.refusal,
            "s"));
  }

  private ProviderNews refund(String id) {
    RefundRow row = at(refunds, id);
    return new ProviderNews.Refund(new RefundStanding(id, row.refund, row.amount, row.status));
  }

  private static <T> T at(Map<String, T> rows, String id) {
    T row = rows.get(id);
    if (row == null) {
      throw new IllegalStateException("nobody was told of " + id);
    }
    return row;
  }
}
