package crowdstart.http.checkout;

import com.fasterxml.jackson.core.JsonGenerator;
import crowdstart.campaign.PricedLine;
import crowdstart.http.fulfilment.BackerShipment;
import crowdstart.http.fulfilment.ShipmentJson;
import crowdstart.http.wire.Json;
import crowdstart.http.wire.Page;
import crowdstart.identity.Identities;
import crowdstart.order.Address;
import crowdstart.order.Backer;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStage;
import crowdstart.order.OrderStanding;
import crowdstart.view.Timelines;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Writes orders: one hand for the first answer, its repeats and later reads, so all agree. */
final class OrderJson {
  private OrderJson() {}

  static ByteString order(OrderEvent.Placed placed, OrderStage stage, Identities identities) {
    return Json.bytes(json -> {
      json.writeStartObject();
      common(json, placed, stage);
      if (stage == OrderStage.HELD) {
        payment(json, placed, identities);
      }
      json.writeEndObject();
    });
  }

  /**
   * As its backer sees it, with where it goes and how far the parcel is.
   *
   * @param isFunded whether its campaign is known to be
   */
  static ByteString order(
      OrderStanding standing,
      @Nullable BackerShipment shipment,
      boolean isFunded,
      Identities identities) {
    OrderEvent.Placed placed = standing.placed();
    return Json.bytes(json -> {
      json.writeStartObject();
      common(json, placed, standing.stage());
      if (standing.stage() == OrderStage.HELD) {
        payment(json, placed, identities);
      }
      Address address = standing.address().address();
      if (address != null) {
        address(json, address, standing.address().isLocked());
      } else if (standing.stage() == OrderStage.CONFIRMED && (isFunded || isToBeSent(shipment))) {
        json.writeBooleanField("addressNeeded", true);
      }
      if (shipment != null) {
        json.writeFieldName("shipment");
        ShipmentJson.ofBacker(json, shipment);
      }
      json.writeEndObject();
    });
  }

  private static boolean isToBeSent(@Nullable BackerShipment shipment) {
    return shipment != null
        && switch (shipment.standing().stage()) {
          case READY, BATCHED -> true;
          case SHIPPED, DELIVERED, RETURNED, CANCELLED -> false;
        };
  }

  private static void payment(JsonGenerator json, OrderEvent.Placed placed, Identities identities)
      throws IOException {
    json.writeObjectFieldStart("payment");
    json.writeStringField("clientToken", identities.clientToken(placed.order()));
    json.writeEndObject();
  }

  private static void address(JsonGenerator json, Address address, boolean isLocked)
      throws IOException {
    json.writeObjectFieldStart("address");
    json.writeStringField("line1", address.line1());
    optional(json, "line2", address.line2());
    json.writeStringField("city", address.city());
    optional(json, "region", address.region());
    optional(json, "postalCode", address.postalCode());
    json.writeStringField("country", address.country());
    optional(json, "phone", address.phone());
    json.writeBooleanField("final", isLocked);
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  static ByteString page(Page<OrderStanding> page) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("items");
      for (OrderStanding item : page.items()) {
        item(json, item);
      }
      json.writeEndArray();
      json.writeStringField("next", page.next());
      json.writeEndObject();
    });
  }

  /** Its placing first, then what the streams tell, in the order of their clocks. */
  static ByteString timeline(OrderStanding standing, List<Timelines.Entry> entries) {
    List<Timelines.Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(Timelines.Entry::at));
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("items");
      entry(json, standing.placed().at(), "order", "placed", null);
      for (Timelines.Entry entry : sorted) {
        entry(json, entry.at(), entry.stream(), entry.what(), entry.detail());
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void entry(
      JsonGenerator json, Instant at, String stream, String what, @Nullable String detail)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("at", at.toString());
    json.writeStringField("stream", stream);
    json.writeStringField("what", what);
    if (detail != null) {
      json.writeStringField("detail", detail);
    }
    json.writeEndObject();
  }

  private static void item(JsonGenerator json, OrderStanding standing) throws IOException {
    OrderEvent.Placed placed = standing.placed();
    json.writeStartObject();
    common(json, placed, standing.stage());
    json.writeStringField("placedAt", placed.at().toString());
    json.writeStringField("since", standing.since().toString());
    Backer backer = placed.backer();
    json.writeObjectFieldStart("backer");
    json.writeStringField("email", backer.email());
    json.writeStringField("name", backer.name());
    json.writeStringField("country", backer.country());
    json.writeEndObject();
    if (placed.referrer() != null) {
      json.writeStringField("referrer", placed.referrer());
    }
    json.writeEndObject();
  }

  private static void common(JsonGenerator json, OrderEvent.Placed placed, OrderStage stage)
      throws IOException {
    List<PricedLine> lines = placed.lines();
    json.writeStringField("id", placed.order().value());
    json.writeStringField("campaign", placed.campaign().value());
    json.writeStringField("state", stage.label());
    line(json, lines.getFirst());
    json.writeArrayFieldStart("addOns");
    for (PricedLine line : lines.subList(1, lines.size())) {
      json.writeStartObject();
      line(json, line);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("total", placed.total());
    json.writeStringField("currency", placed.currency().getCurrencyCode());
    json.writeStringField("holdExpiresAt", placed.holdExpiresAt().toString());
  }

  private static void line(JsonGenerator json, PricedLine line) throws IOException {
    json.writeStringField("tier", line.tier().value());
    json.writeNumberField("quantity", line.quantity());
  }
}
