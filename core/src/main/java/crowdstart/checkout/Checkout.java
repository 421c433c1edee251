package crowdstart.checkout;

import crowdstart.identity.CampaignId;
import crowdstart.order.OrderRequest;
import crowdstart.order.Orders;
import crowdstart.order.PlaceAnswer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The one door through which an order is placed. Safe for use by many threads. */
public final class Checkout {
  /** What a backer who finds the door full is told to wait. */
  static final long RETRY_AFTER_MILLIS = 1_000;

  private final Orders orders;
  private final Admission admission;

  /**
   * @param inFlightMax how many checkouts this node works on at once, at most; the first few of
   *     each campaign may be as many again. It bounds every queue behind the door, so that an
   *     answer is either soon or at once overloaded
   */
  public Checkout(Orders orders, int inFlightMax) {
    this.orders = orders;
    this.admission = new Admission(inFlightMax, System.nanoTime());
  }

  /** Places an order, or finds that it stands; answers for certain, within a few seconds. */
  public CompletionStage<PlaceAnswer> place(OrderRequest request) {
    CampaignId campaign = request.campaign();
    if (!admission.enter(campaign)) {
      return CompletableFuture.completedStage(new PlaceAnswer.Overloaded(RETRY_AFTER_MILLIS));
    }
    long began = System.nanoTime();
    CompletionStage<PlaceAnswer> answer;
    try {
      answer = orders.place(request);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedStage(e);
    }
    return answer.whenComplete((placed, failure) -> {
      long now = System.nanoTime();
      admission.leave(campaign, now - began, now);
    });
  }

  /** Whether some campaign's backers may find the door full; costs next to nothing to ask. */
  public boolean isCrowded() {
    return admission.isCrowded();
  }

  /**
   * Whether a backer of this campaign would find the door full now, so that whoever asks may tell
   * them before reading what they want.
   */
  public boolean turnsAway(CampaignId campaign) {
    boolean isFull = admission.isFull(campaign);
    if (isFull) {
      admission.turnedAway();
    }
    return isFull;
  }

  /** How many checkouts are under way on this node. */
  public int inFlight() {
    return admission.inFlight();
  }

  /** How many may be under way now; it follows what answers take. */
  public int inFlightLimit() {
    return admission.limit();
  }
}
