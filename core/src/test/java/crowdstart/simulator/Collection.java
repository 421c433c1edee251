package crowdstart.simulator;

import crowdstart.campaign.Stage;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.payment.EndReason;
import crowdstart.payment.PaymentStage;
import crowdstart.payment.PaymentState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The collection runs. Which campaigns have closed is durable; the rest is read from the views each
 * time, as {@code CollectionDesk} does.
 */
final class Collection {
  private static final long INTERVAL_MILLIS = 1_000;
  private static final int AT_ONCE_MAX = 4;
  private static final int ATTEMPTS = 3;
  private static final long WAIT_MILLIS = 1_500;

  private final World world;
  private final Map<String, Stage> outcomes = new LinkedHashMap<>();
  private boolean isUnderWay;
  private int unanswered;

  Collection(World world) {
    this.world = world;
    world.paymentJournal.eachStored(_ -> plan());
  }

  /** The first outcome that is heard of counts (C1). */
  void begin(CampaignId campaign, Stage outcome) {
    outcomes.putIfAbsent(campaign.value(), outcome);
    plan();
  }

  private void plan() {
    if (!isUnderWay && !left().isEmpty()) {
      isUnderWay = true;
      world.schedule.in(INTERVAL_MILLIS, "collection-desk looks", this::look);
    }
  }

  private List<PaymentState.Known> left() {
    List<PaymentState.Known> left = new ArrayList<>();
    for (PaymentState state : world.paymentViews.all().values()) {
      if (left.size() < AT_ONCE_MAX && state instanceof PaymentState.Known known && isLeft(known)) {
        left.add(known);
      }
    }
    return left;
  }

  private boolean isLeft(PaymentState.Known payment) {
    Stage outcome = outcomes.get(payment.terms().campaign().value());
    if (outcome == null) {
      return false;
    }
    return outcome == Stage.FUNDED
        ? payment.stage() == PaymentStage.PLEDGED
        : switch (payment.stage()) {
          case SECURING, SECURED, PLEDGED, CHARGING, OVERDUE, CAPTURED -> true;
          case REFUNDING, REFUND_FAILED, REFUNDED, ENDING, RELEASED, DROPPED -> false;
        };
  }

  private void look() {
    List<PaymentState.Known> left = left();
    unanswered = left.size();
    if (left.isEmpty()) {
      isUnderWay = false;
    }
    for (PaymentState.Known payment : left) {
      OrderId order = payment.terms().order();
      Stage outcome = outcomes.getOrDefault(payment.terms().campaign().value(), Stage.LIVE);
      Asking.ask(
          world,
          "payment " + order + " collect " + outcome,
          ATTEMPTS,
          WAIT_MILLIS,
          () -> true,
          (Consumer<PaymentReply> reply) -> tell(order, outcome, reply),
          PaymentReply.UNKNOWN,
          _ -> answered());
    }
  }

  private void answered() {
    unanswered--;
    if (unanswered == 0) {
      isUnderWay = false;
      plan();
    }
  }

  private void tell(OrderId order, Stage outcome, Consumer<PaymentReply> reply) {
    switch (outcome) {
      case FUNDED -> world.payment(order).collect(reply);
      case UNFUNDED -> world.payment(order).end(EndReason.CAMPAIGN_UNFUNDED, reply);
      case CANCELLED -> world.payment(order).end(EndReason.CAMPAIGN_CANCELLED, reply);
      case DRAFT, LIVE -> throw new IllegalStateException("not closed: " + outcome);
    }
  }
}
