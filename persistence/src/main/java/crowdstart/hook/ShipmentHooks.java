package crowdstart.hook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crowdstart.campaign.Line;
import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedHandler;
import crowdstart.feed.FeedPage;
import crowdstart.fulfilment.BatchEvent;
import crowdstart.fulfilment.FulfilmentEvent;
import crowdstart.fulfilment.ShipmentEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts what happens to parcels into the outbox. */
final class ShipmentHooks implements FeedHandler<FulfilmentEvent> {
  private final FirstEvents<ShipmentEvent.Begun> shipments;
  private final InstantSource clock;

  ShipmentHooks(FirstEvents<ShipmentEvent.Begun> shipments, InstantSource clock) {
    this.shipments = shipments;
    this.clock = clock;
  }

  @Override
  public void handle(Connection connection, FeedPage<FulfilmentEvent> page) throws SQLException {
    if (!Outbox.isAwaited(connection)) {
      return;
    }
    Map<FeedEvent<FulfilmentEvent>, Told> told = new LinkedHashMap<>();
    for (FeedEvent<FulfilmentEvent> event : page.events()) {
      told(event.event()).ifPresent(one -> told.put(event, one));
    }
    Outbox.add(connection, Told.events(told, shipments, ShipmentHooks::event), clock.instant());
  }

  private static HookEvent event(
      FeedEvent<FulfilmentEvent> event, Told told, ShipmentEvent.Begun shipment) {
    if (told.type() == HookType.SHIPMENT_READY) {
      contents(told.data(), shipment);
    }
    told.data().put("order", shipment.order().value());
    told.data().put("campaign", shipment.campaign().value());
    return new HookEvent(
        HookEvent.source(event),
        told.type(),
        shipment.campaign(),
        shipment.order(),
        event.event().at(),
        told.data().toString());
  }

  private static void contents(ObjectNode data, ShipmentEvent.Begun shipment) {
    data.put("country", shipment.country());
    var lines = data.putArray("lines");
    for (Line line : shipment.lines()) {
      lines.addObject().put("tier", line.tier().value()).put("quantity", line.quantity());
    }
  }

  private static Optional<Told> told(FulfilmentEvent event) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    return switch (event) {
      case ShipmentEvent.Begun _, ShipmentEvent.Reopened _ ->
          Optional.of(new Told(HookType.SHIPMENT_READY, data));
      case ShipmentEvent.Shipped it -> {
        data.put("carrier", it.consignment().carrier());
        if (it.consignment().tracking() != null) {
          data.put("tracking", it.consignment().tracking());
        }
        yield Optional.of(new Told(HookType.SHIPMENT_SHIPPED, data));
      }
      case ShipmentEvent.Delivered _ -> Optional.of(new Told(HookType.SHIPMENT_DELIVERED, data));
      case ShipmentEvent.Returned _ -> Optional.of(new Told(HookType.SHIPMENT_RETURNED, data));
      case ShipmentEvent.Cancelled _ -> Optional.of(new Told(HookType.SHIPMENT_CANCELLED, data));
      // How a creator sorts parcels is the creator's own doing; a dispute is told as a payment's.
      case ShipmentEvent.Batched _,
          ShipmentEvent.Unbatched _,
          ShipmentEvent.Locked _,
          ShipmentEvent.Suspended _,
          ShipmentEvent.Resumed _,
          BatchEvent _ ->
          Optional.empty();
    };
  }
}
