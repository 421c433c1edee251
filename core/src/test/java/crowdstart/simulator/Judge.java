package crowdstart.simulator;

import crowdstart.campaign.Stage;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderStage;
import crowdstart.payment.PaymentState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What has to hold at every step, and when everything has come to rest. */
final class Judge {
  final OrderJudge orders;
  final MoneyJudge money;
  private final World world;
  private final Map<String, StockBook> books = new LinkedHashMap<>();
  private int lastStaleRefusal = -1;

  Judge(World world) {
    this.world = world;
    this.orders = new OrderJudge(world, this);
    this.money = new MoneyJudge(world, this);
    world.campaignJournal.eachStored(row -> book(row.id()).read(row.event()));
    world.orderJournal.eachStored(orders::read);
    world.paymentJournal.eachStored(money::read);
  }

  StockBook book(CampaignId campaign) {
    return book(campaign.value());
  }

  private StockBook book(String campaign) {
    return books.computeIfAbsent(campaign, _ -> new StockBook(world));
  }

  /**
   * A gate may not know of a write that an earlier incarnation of it had in flight; it learns of it
   * with its next commit.
   */
  void refusesFromMemory(SimulatedCampaign campaign) {
    if (campaign.isStale()) {
      lastStaleRefusal = world.trace.steps();
    }
  }

  boolean wasStaleSince(int step) {
    return lastStaleRefusal >= step;
  }

  /** Once all is well, what has run out is gone soon. */
  void checkLapsed() {
    Instant oldest = world.clock().minus(Duration.ofMinutes(1));
    books.forEach((campaign, book) ->
        book.entries()
            .forEach((order, entry) -> {
              if (!entry.isSold() && entry.held().expiresAt().isBefore(oldest)) {
                throw new Violation("S3", "a hold that does not run out: " + order);
              }
            }));
  }

  void atTheEnd() {
    books.forEach(this::endOfCampaign);
    world.orderJournal.ids().forEach(id -> endOfOrder(new OrderId(id)));
    money.atTheEnd();
    orders.atTheEnd();
    world.campaigns().forEach(Entity::checkReplay);
    world.orders().forEach(Entity::checkReplay);
    world.payments().forEach(Entity::checkReplay);
  }

  private void endOfCampaign(String campaign, StockBook book) {
    Violation.unless(book.live().last() == 0, "C4", "never closed: " + campaign);
    book.entries()
        .keySet()
        .forEach(order -> {
          OrderStage stage = orders.stage(order);
          if (stage != OrderStage.CONFIRMED && stage != OrderStage.RELEASED) {
            throw new Violation("S3", "units kept of an order that is " + stage + ": " + order);
          }
        });
  }

  private boolean isGivenBackByCreator(OrderId order) {
    return world.paymentViews.state(order.value()) instanceof PaymentState.Captured it
        && it.because() == null
        && it.refunded() == it.captured();
  }

  private void endOfOrder(OrderId order) {
    OrderStage stage = orders.stage(order);
    if (stage == OrderStage.HELD) {
      throw new Violation("O7", "never settled: " + order);
    }
    StockBook book = book(orders.placed(order).campaign());
    boolean isPledge = stage == OrderStage.CONFIRMED || stage == OrderStage.RELEASED;
    if (isPledge != book.isSold(order)) {
      throw new Violation("S3", stage + ", and sold is " + book.isSold(order) + ": " + order);
    }
    boolean isOff = stage != OrderStage.CONFIRMED || book.outcome() != Stage.FUNDED;
    if (isOff && world.provider.kept(order) != 0) {
      throw new Violation(
          "M4, M5", stage + " of a campaign " + book.outcome() + ", yet paid for: " + order);
    }
    if (!isOff && world.provider.captures(order) != 1) {
      throw new Violation("M1", "confirmed and funded, not captured: " + order);
    }
    // What a creator had given back whole before stands as it was.
    if (stage == OrderStage.CONFIRMED && isOff && !isGivenBackByCreator(order)) {
      throw new Violation("M5", "confirmed in a campaign " + book.outcome() + ": " + order);
    }
  }
}
