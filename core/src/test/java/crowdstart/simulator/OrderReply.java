package crowdstart.simulator;

import crowdstart.order.OrderStage;
import crowdstart.order.OrderState;
import org.jspecify.annotations.Nullable;

/**
 * What an order answers; as {@code OrderAnswer}, without the standing.
 *
 * @param stage null where there is no order, or nobody knows
 */
record OrderReply(Kind kind, @Nullable OrderStage stage) {
  static final OrderReply UNKNOWN = new OrderReply(Kind.UNKNOWN, null);

  /** The outcome. */
  enum Kind {
    FOUND,
    WRONG_STAGE,
    NOT_FOUND,
    UNKNOWN
  }

  static OrderReply found(OrderState state) {
    return of(state, Kind.FOUND);
  }

  static OrderReply rejected(OrderState state) {
    return of(state, Kind.WRONG_STAGE);
  }

  private static OrderReply of(OrderState state, Kind kind) {
    return switch (state) {
      case OrderState.Absent _ -> new OrderReply(Kind.NOT_FOUND, null);
      case OrderState.Known known -> new OrderReply(kind, known.stage());
    };
  }

  @Override
  public String toString() {
    return stage == null ? kind.name() : kind + " " + stage;
  }
}
