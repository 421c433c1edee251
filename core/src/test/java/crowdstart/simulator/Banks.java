package crowdstart.simulator;

import crowdstart.identity.OrderId;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.OwedAnswer;
import crowdstart.payment.ProviderNews;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Banks that dispute what they were charged: they take the money, and keep it or do not. */
final class Banks {
  private static final long FEE = 20;
  private static final int DISPUTED_ONE_IN = 6;
  private static final long OPENS_MILLIS = Duration.ofMinutes(15).toMillis();
  private static final long TAKES_MILLIS = Duration.ofSeconds(20).toMillis();
  private static final long ENDS_MILLIS = Duration.ofHours(20).toMillis();

  private final World world;
  private final Map<String, Row> disputes = new LinkedHashMap<>();

  private static final class Row {
    final OrderId order;
    final long amount;
    DisputeStanding.Status status = DisputeStanding.Status.OPEN;
    long taken;
    long fee;

    Row(OrderId order, long amount) {
      this.order = order;
      this.amount = amount;
    }
  }

  Banks(World world) {
    this.world = world;
  }

  void charged(OrderId order, long amount) {
    if (world.random.nextInt(DISPUTED_ONE_IN) == 0) {
      long part = world.random.nextBoolean() ? amount : Math.max(1, amount / 2);
      world.schedule.in(OPENS_MILLIS, "bank disputes " + order, () -> open(order, part));
    }
  }

  private void open(OrderId order, long amount) {
    String id = "du_" + (disputes.size() + 1);
    Row row = new Row(order, amount);
    disputes.put(id, row);
    say(id);
    world.schedule.in(
        TAKES_MILLIS,
        "bank takes " + id,
        () -> {
          row.taken = row.amount;
          row.fee = FEE;
          say(id);
        });
    world.schedule.in(
        ENDS_MILLIS,
        "bank decides " + id,
        () -> {
          boolean isWon = world.random.nextBoolean();
          row.status = isWon ? DisputeStanding.Status.WON : DisputeStanding.Status.LOST;
          row.taken = isWon ? 0 : row.taken;
          say(id);
        });
  }

  private void say(String id) {
    ProviderNews news = news(id);
    OrderId order = at(id).order;
    world.webhook(order, news);
    world.poll(order, news);
  }

  OwedAnswer read(String id) {
    return new OwedAnswer.News(news(id));
  }

  long taken(OrderId order) {
    return disputes.values().stream()
        .filter(it -> it.order.equals(order))
        .mapToLong(it -> it.taken)
        .sum();
  }

  /** What is not refunded besides. */
  long blocked(OrderId order) {
    return disputes.values().stream()
        .filter(it -> it.order.equals(order) && it.status != DisputeStanding.Status.WON)
        .mapToLong(it -> it.amount)
        .sum();
  }

  private ProviderNews news(String id) {
    Row it = at(id);
    return new ProviderNews.Dispute(
        new DisputeStanding(id, it.status, it.amount, it.taken, it.fee, "general"));
  }

  private Row at(String id) {
    Row row = disputes.get(id);
    if (row == null) {
      throw new IllegalStateException("nobody was told of " + id);
    }
    return row;
  }
}
