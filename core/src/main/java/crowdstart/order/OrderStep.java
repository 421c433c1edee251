package crowdstart.order;

import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What an order waits for from its campaign, and who waits with it; one step at a time. */
sealed interface OrderStep {
  /** Whoever waits learns that the outcome is open; the same request may be sent again. */
  void fail();

  record None() implements OrderStep {
    @Override
    public void fail() {}
  }

  /**
   * The first to ask places it.
   *
   * @param askers all who asked for the same, the first one first
   */
  record Placing(OrderRequest request, List<OrderMessage.Place> askers) implements OrderStep {
    @Override
    public void fail() {
      answer(new PlaceAnswer.Unknown());
    }

    void answer(PlaceAnswer answer) {
      askers.forEach(asker -> asker.replyTo().tell(answer));
    }
  }

  record Confirming(List<ActorRef<OrderAnswer>> askers) implements OrderStep {
    @Override
    public void fail() {
      askers.forEach(asker -> asker.tell(new OrderAnswer.Unknown()));
    }
  }

  /** Whether its hold is gone: a notice may be of an older one. */
  record Checking(List<ActorRef<OrderAnswer>> askers) implements OrderStep {
    @Override
    public void fail() {
      askers.forEach(asker -> asker.tell(new OrderAnswer.Unknown()));
    }
  }

  /** An event is on its way to the journal; the campaign is not asked. */
  record Storing(List<ActorRef<OrderAnswer>> askers) implements OrderStep {
    @Override
    public void fail() {
      askers.forEach(asker -> asker.tell(new OrderAnswer.Unknown()));
    }
  }

  record Releasing(List<ActorRef<OrderAnswer>> askers) implements OrderStep {
    @Override
    public void fail() {
      askers.forEach(asker -> asker.tell(new OrderAnswer.Unknown()));
    }
  }
}
