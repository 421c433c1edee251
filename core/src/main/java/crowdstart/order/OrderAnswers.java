package crowdstart.order;

import crowdstart.campaign.HoldRefusal;
import crowdstart.campaign.StockAnswer;
import java.util.List;

/** Says in answers what a state or a decision means to whoever asked. */
final class OrderAnswers {
  private OrderAnswers() {}

  static PlaceAnswer repeat(OrderState.Known known, OrderMessage.Place asked) {
    return Order.isRepeat(known.placed(), asked.request())
        ? new PlaceAnswer.Placed(known.placed(), !known.placed().isBy(asked.requestNumber()))
        : new PlaceAnswer.Refused(PlaceRefusal.IDEMPOTENCY_KEY_REUSED);
  }

  /** The first asker placed it; the others find it placed. */
  static void placed(List<OrderMessage.Place> askers, OrderState state) {
    if (state instanceof OrderState.Known known) {
      boolean isFirst = true;
      for (OrderMessage.Place asker : askers) {
        boolean isReplayed = !isFirst && !known.placed().isBy(asker.requestNumber());
        asker.replyTo().tell(new PlaceAnswer.Placed(known.placed(), isReplayed));
        isFirst = false;
      }
    }
  }

  /** What anything but a hold means to a checkout. */
  static PlaceAnswer notPlaced(StockAnswer answer) {
    return switch (answer) {
      case StockAnswer.Refused(HoldRefusal reason) ->
          new PlaceAnswer.Refused(PlaceRefusal.of(reason));
      case StockAnswer.Overloaded(long retryAfterMillis) ->
          new PlaceAnswer.Overloaded(retryAfterMillis);
      case StockAnswer.Held _,
          StockAnswer.Unknown _,
          StockAnswer.Confirmed _,
          StockAnswer.Released _,
          StockAnswer.NotHeld _ ->
          new PlaceAnswer.Unknown();
    };
  }

  static OrderAnswer standing(OrderState state) {
    return switch (state) {
      case OrderState.Absent _ -> new OrderAnswer.NotFound();
      case OrderState.Known known -> new OrderAnswer.Found(OrderStanding.of(known));
    };
  }

  static OrderAnswer rejected(OrderState state, OrderRejection why) {
    return switch (why) {
      case UNKNOWN_ORDER -> new OrderAnswer.NotFound();
      case IDEMPOTENCY_KEY_REUSED, WRONG_STAGE ->
          state instanceof OrderState.Known known
              ? new OrderAnswer.WrongStage(OrderStanding.of(known))
              : new OrderAnswer.NotFound();
      case ADDRESS_LOCKED, NO_ADDRESS ->
          state instanceof OrderState.Known known
              ? new OrderAnswer.AddressRefused(OrderStanding.of(known))
              : new OrderAnswer.NotFound();
    };
  }
}
