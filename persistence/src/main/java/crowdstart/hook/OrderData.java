package crowdstart.hook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crowdstart.campaign.PricedLine;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStage;
import java.util.List;

/**
 * What a webhook tells of an order: nothing about who the backer is. A receiver that must know asks
 * the API, with a token.
 */
final class OrderData {

  private OrderData() {}

  static String json(OrderEvent.Placed placed, OrderStage stage) {
    List<PricedLine> lines = placed.lines();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("order", placed.order().value());
    data.put("campaign", placed.campaign().value());
    data.put("state", stage.label());
    line(data, lines.getFirst());
    ArrayNode addOns = data.putArray("addOns");
    for (PricedLine line : lines.subList(1, lines.size())) {
      line(addOns.addObject(), line);
    }
    data.put("total", placed.total());
    data.put("currency", placed.currency().getCurrencyCode());
    return data.toString();
  }

  private static void line(ObjectNode json, PricedLine line) {
    json.put("tier", line.tier().value());
    json.put("quantity", line.quantity());
  }
}
