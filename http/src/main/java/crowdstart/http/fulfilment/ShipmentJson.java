package crowdstart.http.fulfilment;

import com.fasterxml.jackson.core.JsonGenerator;
import crowdstart.campaign.Line;
import crowdstart.fulfilment.BatchStanding;
import crowdstart.fulfilment.BatchSummary;
import crowdstart.fulfilment.Consignment;
import crowdstart.fulfilment.ListedShipment;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.fulfilment.ShipmentStanding;
import crowdstart.http.wire.Json;
import crowdstart.http.wire.Page;
import crowdstart.identity.OrderId;
import java.io.IOException;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Writes shipments and batches. */
public final class ShipmentJson {
  private ShipmentJson() {}

  static ByteString ofBacker(BackerShipment shipment) {
    return Json.bytes(json -> ofBacker(json, shipment));
  }

  /** A shipment as its backer sees it. */
  public static void ofBacker(JsonGenerator json, BackerShipment shipment) throws IOException {
    json.writeStartObject();
    state(json, shipment.standing());
    Integer ahead = shipment.ahead();
    if (ahead != null) {
      json.writeNumberField("ahead", ahead);
    }
    json.writeEndObject();
  }

  static ByteString ofCreator(ShipmentStanding shipment) {
    return Json.bytes(json -> ofCreator(json, shipment, null));
  }

  /**
   * @param hasAddress null when nobody has looked
   */
  private static void ofCreator(
      JsonGenerator json, ShipmentStanding shipment, @Nullable Boolean hasAddress)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("order", shipment.begun().order().value());
    state(json, shipment);
    json.writeBooleanField("suspended", shipment.isSuspended());
    json.writeStringField("begunAt", shipment.begun().at().toString());
    json.writeStringField("country", shipment.begun().country());
    if (hasAddress != null) {
      json.writeBooleanField("hasAddress", hasAddress);
    }
    json.writeArrayFieldStart("lines");
    for (Line line : shipment.begun().lines()) {
      json.writeStartObject();
      json.writeStringField("tier", line.tier().value());
      json.writeNumberField("quantity", line.quantity());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void state(JsonGenerator json, ShipmentStanding shipment) throws IOException {
    json.writeStringField("state", shipment.stage().label());
    json.writeStringField("since", shipment.since().toString());
    if (shipment.batch() != null) {
      json.writeStringField("batch", shipment.batch().value());
    }
    Consignment consignment = shipment.consignment();
    if (consignment != null) {
      json.writeStringField("carrier", consignment.carrier());
      if (consignment.tracking() != null) {
        json.writeStringField("tracking", consignment.tracking());
      }
    }
  }

  static ByteString shipments(Page<ListedShipment> page) {
    return page(
        page.next(),
        json -> {
          for (ListedShipment item : page.items()) {
            ofCreator(json, item.standing(), item.hasAddress());
          }
        });
  }

  static ByteString batches(Page<BatchSummary> page) {
    return page(
        page.next(),
        json -> {
          for (BatchSummary item : page.items()) {
            batch(json, item.standing(), item);
          }
        });
  }

  private static ByteString page(@Nullable String next, Json.Content items) {
    return Json.bytes(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("items");
      items.writeTo(json);
      json.writeEndArray();
      json.writeStringField("next", next);
      json.writeEndObject();
    });
  }

  /**
   * A batch.
   *
   * @param summary what the view knows of it; null when it does not know it yet
   */
  static ByteString batch(BatchStanding standing, @Nullable BatchSummary summary) {
    return Json.bytes(json -> batch(json, standing, summary));
  }

  private static void batch(
      JsonGenerator json, BatchStanding standing, @Nullable BatchSummary summary)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", standing.batch().value());
    json.writeStringField("campaign", standing.campaign().value());
    boolean isDone = summary != null && summary.isDone();
    json.writeStringField("state", isDone ? "done" : standing.stage().label());
    json.writeStringField("openedAt", standing.openedAt().toString());
    json.writeStringField("since", standing.since().toString());
    if (standing.filter().tier() != null) {
      json.writeStringField("tier", standing.filter().tier().value());
    }
    if (standing.filter().country() != null) {
      json.writeStringField("country", standing.filter().country());
    }
    json.writeNumberField("chosen", standing.chosen());
    if (summary != null) {
      json.writeObjectFieldStart("shipments");
      for (ShipmentStage stage : ShipmentStage.values()) {
        json.writeNumberField(stage.label(), summary.shipments().getOrDefault(stage, 0));
      }
      json.writeEndObject();
      leftOut(json, summary.leftOut());
    }
    json.writeEndObject();
  }

  private static void leftOut(JsonGenerator json, @Nullable List<OrderId> orders)
      throws IOException {
    if (orders != null) {
      json.writeArrayFieldStart("leftOut");
      for (OrderId order : orders) {
        json.writeString(order.value());
      }
      json.writeEndArray();
    }
  }

  static ByteString imported(List<ImportedRow> rows) {
    return Json.bytes(json -> {
      json.writeStartObject();
      for (ImportedRow.Result result : ImportedRow.Result.values()) {
        json.writeNumberField(
            result.label(), rows.stream().filter(row -> row.result() == result).count());
      }
      json.writeArrayFieldStart("rows");
      for (ImportedRow row : rows) {
        json.writeStartObject();
        json.writeNumberField("line", row.line());
        json.writeStringField("result", row.result().label());
        if (row.detail() != null) {
          json.writeStringField("detail", row.detail());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }
}
