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

  record Placing(OrderRequest request, List<ActorRef<PlaceAnswer>> askers) implements OrderStep {
    /** The first to ask has placed it; whoever joined asked again. */
    void answer(OrderState state) {
      if (state instanceof OrderState.Known known) {
        for (int i = 0; i < askers.size(); i++) {
          askers.get(i).tell(new PlaceAnswer.Placed(known.placed(), i > 0));
        }
      }
    }

    @Override
    public void fail() {
      askers.forEach(asker -> asker.tell(new PlaceAnswer.Unknown()));
    }
  }

  record Confirming(List<ActorRef<OrderAnswer>> askers) implements OrderStep {
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
