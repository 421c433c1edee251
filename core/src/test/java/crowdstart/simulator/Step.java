package crowdstart.simulator;

import crowdstart.order.OrderRequest;
import java.util.List;
import java.util.function.Consumer;

/** What an order waits for from its campaign, and who waits with it; as {@code OrderStep}. */
sealed interface Step {
  /** Whoever waits learns that the outcome is open. */
  void fail();

  record None() implements Step {
    @Override
    public void fail() {}
  }

  record Placing(OrderRequest request, List<Consumer<PlaceReply>> askers) implements Step {
    @Override
    public void fail() {
      askers.forEach(asker -> asker.accept(new PlaceReply.Unknown()));
    }
  }

  record Confirming(List<Consumer<OrderReply>> askers) implements Step {
    @Override
    public void fail() {
      askers.forEach(asker -> asker.accept(OrderReply.UNKNOWN));
    }
  }

  record Checking(List<Consumer<OrderReply>> askers) implements Step {
    @Override
    public void fail() {
      askers.forEach(asker -> asker.accept(OrderReply.UNKNOWN));
    }
  }

  record Storing(List<Consumer<OrderReply>> askers) implements Step {
    @Override
    public void fail() {
      askers.forEach(asker -> asker.accept(OrderReply.UNKNOWN));
    }
  }

  record Releasing(List<Consumer<OrderReply>> askers) implements Step {
    @Override
    public void fail() {
      askers.forEach(asker -> asker.accept(OrderReply.UNKNOWN));
    }
  }
}
