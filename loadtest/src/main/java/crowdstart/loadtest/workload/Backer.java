package crowdstart.loadtest.workload;

import crowdstart.loadtest.history.Kind;
import crowdstart.loadtest.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A backer, or rather a few in turn: orders, repeats, looks, cancels, pays, one at a time. */
final class Backer implements Runnable {
  /** Orders that are looked at again; older ones rest. */
  private static final int ORDERS_MAX = 40;

  private static final int TRIES_MAX = 3;
  private static final int PAID_AT_ONCE_PERCENT = 45;

  private final Caller caller;
  private final Market market;
  private final WorkloadPlan plan;
  private final int client;
  private final Random random;
  private final Purchase purchase;
  private final Wallet wallet;
  private final List<String> orders = new ArrayList<>();
  private final List<String> paid = new ArrayList<>();
  private final List<Operation> placings = new ArrayList<>();
  private int refunds;

  Backer(Caller caller, Market market, WorkloadPlan plan, int client) {
    this.caller = caller;
    this.market = market;
    this.plan = plan;
    this.client = client;
    this.random = new Random(plan.seed() * 1_000 + client);
    this.purchase = new Purchase(caller, plan, client, random);
    this.wallet = new Wallet(this::ask, random);
  }

  @Override
  public void run() {
    try {
      long end = caller.history().now() + plan.length().toNanos();
      while (caller.history().now() < end) {
        Thread.sleep(random.nextLong(2 * plan.pause().toMillis() + 1));
        step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void step() throws InterruptedException {
    int dice = random.nextInt(100);
    if (orders.isEmpty() || dice < 38) {
      place();
    } else if (dice < 50) {
      ask(Kind.READ_ORDER, anyOrder(), "", "");
    } else if (dice < 60) {
      ask(Kind.CANCEL_ORDER, anyOrder(), "", "");
    } else if (dice < 80) {
      pay(newestOrder());
    } else if (dice < 86) {
      ask(Kind.READ_PAYMENT, anyOrder(), "", "");
    } else if (dice < 91) {
      refund();
    } else if (dice < 95) {
      look();
    } else {
      placeAgain();
    }
  }

  private void place() throws InterruptedException {
    Optional<Market.Offer> offer = market.any(random);
    if (offer.isPresent()) {
      for (Operation placed : purchase.make(offer.get())) {
        keep(placed);
      }
      if (!orders.isEmpty() && random.nextInt(100) < PAID_AT_ONCE_PERCENT) {
        pay(orders.getLast());
      }
    }
  }

  private void pay(String order) throws InterruptedException {
    if (wallet.pay(order) && !paid.contains(order)) {
      paid.add(order);
      if (paid.size() > ORDERS_MAX) {
        paid.removeFirst();
      }
    }
  }

  private void keep(Operation placed) {
    placings.add(placed);
    if (placings.size() > ORDERS_MAX) {
      placings.removeFirst();
    }
    String order = placed.answer().path("id").asText();
    if (placed.isDone() && !orders.contains(order)) {
      orders.add(order);
      if (orders.size() > ORDERS_MAX) {
        orders.removeFirst();
      }
    }
  }

  /** The same key and body, any time later: the same answer as the first one. */
  private void placeAgain() throws InterruptedException {
    if (!placings.isEmpty()) {
      Operation before = placings.get(random.nextInt(placings.size()));
      keep(ask(Kind.PLACE_ORDER, before.subject(), before.key(), before.asked()));
    }
  }

  private void refund() throws InterruptedException {
    String order =
        paid.isEmpty() || random.nextInt(5) == 0
            ? anyOrder()
            : paid.get(random.nextInt(paid.size()));
    String body = random.nextInt(3) == 0 ? "{}" : "{\"amount\":" + (1 + random.nextInt(400)) + "}";
    ask(Kind.REFUND_ORDER, order, "r-" + client + "-" + ++refunds, body);
  }

  private void look() throws InterruptedException {
    Optional<Market.Offer> offer = market.any(random);
    if (offer.isPresent()) {
      Kind kind = random.nextInt(4) == 0 ? Kind.READ_CAMPAIGN : Kind.READ_STATS;
      caller.ask(client, random, kind, offer.get().campaign(), "", "");
    }
  }

  private Operation ask(Kind kind, String subject, String key, String body)
      throws InterruptedException {
    Operation answered = caller.ask(client, random, kind, subject, key, body);
    for (int tries = 1; !answered.isKnown() && tries < TRIES_MAX; tries++) {
      Thread.sleep(random.nextLong(400));
      answered = caller.ask(client, random, kind, subject, key, body);
    }
    return answered;
  }

  private String anyOrder() {
    return orders.get(random.nextInt(orders.size()));
  }

  /** Of the last few: an order is paid for while its hold lives. */
  private String newestOrder() {
    return orders.get(Math.max(0, orders.size() - 1 - random.nextInt(4)));
  }
}
