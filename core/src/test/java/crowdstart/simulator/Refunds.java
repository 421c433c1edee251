package crowdstart.simulator;

import crowdstart.identity.OrderId;
import crowdstart.payment.OwedAnswer;
import crowdstart.payment.ProviderNews;
import crowdstart.payment.RefundStanding;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the provider gives back: on its way for a while, now and then refused, and sent back by a
 * bank even when it was called done. Idempotency keys are remembered.
 */
final class Refunds {
  private static final long SETTLES_MILLIS = Duration.ofMinutes(3).toMillis();
  private static final long BOUNCES_MILLIS = Duration.ofMinutes(50).toMillis();
  private static final int BOUNCES_ONE_IN = 4;
  private static final int POOR_ONE_IN = 8;

  private final World world;
  private final Map<String, Row> refunds = new LinkedHashMap<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Set<String> refusedKeys = new HashSet<>();

  private static final class Row {
    final OrderId order;
    final String refund;
    final long amount;
    RefundStanding.Status status = RefundStanding.Status.PENDING;
    boolean wasDone;

    Row(OrderId order, String refund, long amount) {
      this.order = order;
      this.refund = refund;
      this.amount = amount;
    }
  }

  Refunds(World world) {
    this.world = world;
  }

  /**
   * Makes one, unless it was made by the same key before.
   *
   * @param refundable what of the order is here, and no bank asks for
   */
  OwedAnswer send(OrderId order, String refund, long amount, String key, long refundable) {
    String known = keys.get(order + refund + key);
    if (known != null) {
      return new OwedAnswer.News(news(known));
    }
    if (amount > refundable) {
      return new OwedAnswer.RefundRefused(refund, "charge_already_refunded");
    }
    boolean isPoor = !world.weather.isFair() && world.random.nextInt(POOR_ONE_IN) == 0;
    if (isPoor || refusedKeys.contains(order + refund + key)) {
      refusedKeys.add(order + refund + key);
      return new OwedAnswer.RefundRefused(refund, "insufficient_funds");
    }
    String id = "re_" + (refunds.size() + 1);
    Row row = new Row(order, refund, amount);
    refunds.put(id, row);
    keys.put(order + refund + key, id);
    world.trace.note("refunded " + id);
    world.judge.money.refunded(order, refund);
    world.schedule.in(SETTLES_MILLIS, "provider settles " + id, () -> settle(id, row));
    return new OwedAnswer.News(news(id));
  }

  OwedAnswer find(OrderId order, String refund) {
    return refunds.entrySet().stream()
        .filter(it -> it.getValue().order.equals(order))
        .filter(it -> it.getValue().refund.equals(refund))
        .<OwedAnswer>map(it -> new OwedAnswer.News(news(it.getKey())))
        .findFirst()
        .orElseGet(OwedAnswer.NotThere::new);
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

  /** How many of this id of ours were made and not refused. */
  long made(OrderId order, String refund) {
    return refunds.values().stream()
        .filter(it -> it.order.equals(order) && it.refund.equals(refund))
        .filter(it -> it.status != RefundStanding.Status.FAILED)
        .count();
  }

  private void settle(String id, Row row) {
    boolean isRefused = !world.weather.isFair() && world.weather.refuses();
    row.status = isRefused ? RefundStanding.Status.FAILED : RefundStanding.Status.SUCCEEDED;
    row.wasDone = !isRefused;
    world.webhook(row.order, news(id));
    if (row.wasDone && world.random.nextInt(BOUNCES_ONE_IN) == 0) {
      world.schedule.in(BOUNCES_MILLIS, "bank sends back " + id, () -> bounce(id, row));
    }
  }

  private void bounce(String id, Row row) {
    row.status = RefundStanding.Status.FAILED;
    world.webhook(row.order, news(id));
    world.poll(row.order, news(id));
  }

  private ProviderNews news(String id) {
    Row row = refunds.get(id);
    if (row == null) {
      throw new IllegalStateException("nobody was told of " + id);
    }
    return new ProviderNews.Refund(new RefundStanding(id, row.refund, row.amount, row.status));
  }
}
