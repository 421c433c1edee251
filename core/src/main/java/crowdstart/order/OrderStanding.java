package crowdstart.order;

import java.time.Instant;

/**
 * An order as it stands.
 *
 * @param since when it came to this stage
 * @param address where to send it; nothing is known of it unless the order is confirmed
 */
public record OrderStanding(
    OrderEvent.Placed placed, OrderStage stage, Instant since, AddressStanding address) {

  public OrderStanding(OrderEvent.Placed placed, OrderStage stage, Instant since) {
    this(placed, stage, since, AddressStanding.NONE);
  }

  static OrderStanding of(OrderState.Known state) {
    Instant since =
        switch (state) {
          case OrderState.Held held -> held.placed().at();
          case OrderState.Confirmed confirmed -> confirmed.at();
          case OrderState.Cancelled cancelled -> cancelled.at();
          case OrderState.Expired expired -> expired.at();
          case OrderState.Dropped dropped -> dropped.at();
          case OrderState.Released released -> released.at();
        };
    AddressStanding address =
        state instanceof OrderState.Confirmed confirmed
            ? confirmed.address()
            : AddressStanding.NONE;
    return new OrderStanding(state.placed(), state.stage(), since, address);
  }
}
