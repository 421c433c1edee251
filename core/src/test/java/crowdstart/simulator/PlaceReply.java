package crowdstart.simulator;

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
}
