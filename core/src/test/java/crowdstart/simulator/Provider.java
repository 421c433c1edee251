package crowdstart.simulator;

import crowdstart.identity.OrderId;
import crowdstart.payment.CardRefusal;
import crowdstart.payment.ChargeStanding;
import crowdstart.payment.Owed;
import crowdstart.payment.OwedAnswer;
import crowdstart.payment.ProviderNews;
import crowdstart.payment.SetupStanding;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The provider, with books of its own. It captures a charge at most once, remembers no idempotency
 * key but those of its {@link Refunds}, and says by webhook whatever happens.
 */
final class Provider {
  private static final long SETTLES_MILLIS = Duration.ofMinutes(3).toMillis();
  private static final long FEE_DIVISOR = 50;
  private static final int PROCESSING_ONE_IN = 5;

  final Refunds refunds;

  private final World world;
  private final Banks banks;
  private final Map<String, SetupRow> setups = new LinkedHashMap<>();
  private final Map<String, ChargeRow> charges = new LinkedHashMap<>();
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

  Provider(World world) {
    this.world = world;
    this.banks = new Banks(world);
    this.refunds = new Refunds(world);
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
      case Owed.SendRefund(String charge, String refund, long amount) -> {
        OrderId paid = at(charges, charge).order;
        yield refunds.send(paid, refund, amount, key, net(paid) - banks.blocked(paid));
      }
      case Owed.FindRefund(_, String refund) -> refunds.find(order, refund);
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
    return captured(order) - refunds.refunded(order);
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

  /** How many charges of an order were captured. */
  long captures(OrderId order) {
    return charges.values().stream()
        .filter(it -> it.order.equals(order) && it.status == ChargeStanding.Status.SUCCEEDED)
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

  private static <T> T at(Map<String, T> rows, String id) {
    T row = rows.get(id);
    if (row == null) {
      throw new IllegalStateException("nobody was told of " + id);
    }
    return row;
  }
}
