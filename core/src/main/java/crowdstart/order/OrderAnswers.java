package crowdstart.order;

import crowdstart.campaign.HoldRefusal;
import crowdstart.campaign.StockAnswer;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Says in answers what a state or a decision means to whoever asked. */
final class OrderAnswers {
  private OrderAnswers() {}

  static PlaceAnswer repeat(OrderState.Known known, OrderRequest request) {
    return Order.isRepeat(known.placed(), request)
        ? new PlaceAnswer.Placed(known.placed(), true)
        : new PlaceAnswer.Refused(PlaceRefusal.IDEMPOTENCY_KEY_REUSED);
  }

  /** The first asker placed it; the others find it placed. */
  static void placed(List<ActorRef<PlaceAnswer>> askers, OrderState state) {
    if (state instanceof OrderState.Known known) {
      boolean isReplayed = false;
      for (ActorRef<PlaceAnswer> asker : askers) {
        asker.tell(new PlaceAnswer.Placed(known.placed(), isReplayed));
        isReplayed = true;
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
