package crowdstart.proof;

import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import java.util.List;

/** One order, from its placing to its end, whose payment's entity is stopped on the way. */
record Trial(
    OrderId order,
    CampaignId campaign,
    TrialCampaign kind,
    TrialCard card,
    Ending ending,
    Crashes.Plan plan) {

  /** What people do about it. */
  enum Ending {
    NONE,
    /** The backer cancels while the payment is at work. */
    ORDER_CANCELLED,
    REFUNDED_WHOLE,
    REFUNDED_IN_PART
  }

  /** Amounts of the refunds, in minor units. */
  List<Long> refunds() {
    return switch (ending) {
      case NONE, ORDER_CANCELLED -> List.of();
      case REFUNDED_WHOLE -> List.of(TrialCampaign.PRICE);
      case REFUNDED_IN_PART -> List.of(1_200L, 700L);
    };
  }

  /** Whether the backer brings another card, or authenticates, when the charge has failed. */
  boolean isMended() {
    return card.fate == TrialCard.Fate.FAILS && !refunds().isEmpty();
  }

  /** What is with the creator in the end, in minor units. */
  long expectedNet() {
    return isPaid() ? TrialCampaign.PRICE - refunds().stream().mapToLong(it -> it).sum() : 0;
  }

  /** Whether money has to come, and stay unless it is refunded. */
  boolean isPaid() {
    return kind.keepsMoney()
        && ending != Ending.ORDER_CANCELLED
        && (card.fate == TrialCard.Fate.PAYS || isMended());
  }

  /** The last word of the order's journal. */
  boolean allows(String orderStage) {
    if (ending == Ending.ORDER_CANCELLED) {
      // Cancelled, unless the end of the campaign or of the hold came first.
      return !orderStage.equals("confirmed") && !orderStage.equals("placed");
    }
    if (isPaid()) {
      return orderStage.equals("confirmed");
    }
    if (card.fate == TrialCard.Fate.REFUSED) {
      return orderStage.equals("expired");
    }
    return switch (kind) {
      case FUNDED, KEPT -> orderStage.equals("dropped");
      // One that was not confirmed in time runs out.
      case UNFUNDED -> orderStage.equals("released");
      // What the creator had given back whole before stands.
      case CANCELLED, KEPT_AND_CANCELLED ->
          !orderStage.equals("placed")
              && (!orderStage.equals("confirmed") || ending == Ending.REFUNDED_WHOLE);
    };
  }

  @Override
  public String toString() {
    return kind + " " + card + " " + ending + " " + order.value();
  }
}
