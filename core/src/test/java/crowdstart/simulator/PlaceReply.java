package crowdstart.simulator;

import crowdstart.campaign.StockAnswer;
import crowdstart.order.OrderEvent;
import crowdstart.order.PlaceRefusal;

/** What a checkout is answered; as {@code PlaceAnswer}. */
sealed interface PlaceReply {
  record Placed(OrderEvent.Placed placed) implements PlaceReply {
    @Override
    public String toString() {
      return "placed " + placed.lines();
    }
  }

  record Refused(PlaceRefusal why) implements PlaceReply {}

  record Overloaded() implements PlaceReply {}

  record Unknown() implements PlaceReply {}

  /** What anything but a hold means to a checkout. */
  static PlaceReply notPlaced(StockAnswer answer) {
    return switch (answer) {
      case StockAnswer.Refused(var reason) -> new Refused(PlaceRefusal.valueOf(reason.name()));
      case StockAnswer.Overloaded _ -> new Overloaded();
      case StockAnswer.Held _,
          StockAnswer.Unknown _,
          StockAnswer.Confirmed _,
          StockAnswer.Released _,
          StockAnswer.NotHeld _ ->
          new Unknown();
    };
  }
}
