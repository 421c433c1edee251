package crowdstart.order;

import java.time.Instant;

/** An order as it stands: one type for each stage of its life. */
public sealed interface OrderState {
  /** Nobody has placed it. */
  record Absent() implements OrderState {}

  /** It was placed once, and keeps its first answer. */
  sealed interface Known extends OrderState {
    OrderEvent.Placed placed();

    OrderStage stage();
  }

  record Held(OrderEvent.Placed placed) implements Known {
    @Override
    public OrderStage stage() {
      return OrderStage.HELD;
    }
  }

  record Confirmed(OrderEvent.Placed placed, Instant at, AddressStanding address) implements Known {
    Confirmed with(AddressStanding changed) {
      return new Confirmed(placed, at, changed);
    }

    @Override
    public OrderStage stage() {
      return OrderStage.CONFIRMED;
    }
  }

  /** Final. */
  record Cancelled(OrderEvent.Placed placed, Instant at) implements Known {
    @Override
    public OrderStage stage() {
      return OrderStage.CANCELLED;
    }
  }

  /** Final. */
  record Expired(OrderEvent.Placed placed, Instant at) implements Known {
    @Override
    public OrderStage stage() {
      return OrderStage.EXPIRED;
    }
  }

  /** Final. */
  record Dropped(OrderEvent.Placed placed, Instant at) implements Known {
    @Override
    public OrderStage stage() {
      return OrderStage.DROPPED;
    }
  }

  /** Final. */
  record Released(OrderEvent.Placed placed, Instant at) implements Known {
    @Override
    public OrderStage stage() {
      return OrderStage.RELEASED;
    }
  }
}
