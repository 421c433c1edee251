package crowdstart.checkout;

import crowdstart.order.OrderRequest;
import crowdstart.order.Orders;
import crowdstart.order.PlaceAnswer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** The one door through which an order is placed. Safe for use by many threads. */
public final class Checkout {
  /** What a backer who finds the door full is told to wait. */
  static final long RETRY_AFTER_MILLIS = 1_000;

  private final Orders orders;
  private final int inFlightMax;
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * @param inFlightMax how many checkouts this node works on at once. It bounds every queue behind
   *     the door, so that an answer is either soon or at once overloaded
   */
  public Checkout(Orders orders, int inFlightMax) {
    this.orders = orders;
    this.inFlightMax = inFlightMax;
  }

  /** Places an order, or finds that it stands; answers for certain, within a few seconds. */
  public CompletionStage<PlaceAnswer> place(OrderRequest request) {
    if (inFlight.incrementAndGet() > inFlightMax) {
      inFlight.decrementAndGet();
      return CompletableFuture.completedStage(new PlaceAnswer.Overloaded(RETRY_AFTER_MILLIS));
    }
    CompletionStage<PlaceAnswer> answer;
    try {
      answer = orders.place(request);
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedStage(e);
    }
    return answer.whenComplete((placed, failure) -> inFlight.decrementAndGet());
  }

  /** How many checkouts are under way on this node. */
  public int inFlight() {
    return inFlight.get();
  }
}
