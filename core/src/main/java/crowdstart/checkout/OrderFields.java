package crowdstart.checkout;

import crowdstart.order.Backer;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderMessage;
import crowdstart.order.OrderRequest;
import crowdstart.order.PlaceAnswer;

/** The fields of a checkout and of the answer that it stands. */
final class OrderFields {
  private OrderFields() {}

  static void put(Fields to, OrderMessage.Place place) {
    OrderRequest request = place.request();
    to.put(request.order());
    to.put(request.campaign());
    to.put(request.backerId());
    put(to, request.backer());
    to.put(request.lines(), StockFields::put);
    to.putOptional(request.referrer());
    to.put(place.requestNumber());
    to.put(place.replyTo());
  }

  static OrderMessage.Place place(Fields from) {
    OrderRequest request =
        new OrderRequest(
            from.getOrder(),
            from.getCampaign(),
            from.getBacker(),
            backer(from),
            from.getList(StockFields::line),
            from.getOptionalText());
    return new OrderMessage.Place(request, from.getLong(), from.getRef());
  }

  static void put(Fields to, PlaceAnswer.Placed answer) {
    OrderEvent.Placed placed = answer.placed();
    to.put(placed.order());
    to.put(placed.campaign());
    to.put(placed.backerId());
    put(to, placed.backer());
    to.put(placed.lines(), StockFields::put);
    to.put(placed.currency());
    to.putOptional(placed.referrer());
    to.put(placed.holdExpiresAt());
    to.put(placed.requestNumber());
    to.put(placed.at());
    to.put(answer.isReplayed());
  }

  static PlaceAnswer.Placed placed(Fields from) {
    OrderEvent.Placed placed =
        new OrderEvent.Placed(
            from.getOrder(),
            from.getCampaign(),
            from.getBacker(),
            backer(from),
            from.getList(StockFields::pricedLine),
            from.getCurrency(),
            from.getOptionalText(),
            from.getInstant(),
            from.getLong(),
            from.getInstant());
    return new PlaceAnswer.Placed(placed, from.getBoolean());
  }

  private static void put(Fields to, Backer backer) {
    to.put(backer.email());
    to.put(backer.name());
    to.put(backer.country());
  }

  private static Backer backer(Fields from) {
    return new Backer(from.getText(), from.getText(), from.getText());
  }
}
