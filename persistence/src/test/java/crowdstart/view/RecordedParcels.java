package crowdstart.view;

import static crowdstart.journal.TestSystem.await;
import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.EARLY;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.order;

import crowdstart.campaign.Line;
import crowdstart.fulfilment.BatchEvent;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.Consignment;
import crowdstart.fulfilment.FulfilmentEvent;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.fulfilment.ShipmentFilter;
import crowdstart.identity.BatchId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import crowdstart.order.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shipments and batches of one campaign: what their journals tell, and how they are listed. */
final class RecordedParcels {
  static final TierId LAMP = new TierId("lamp");
  static final BatchId BATCH = new BatchId("local-%026d".formatted(900));
  static final Address ADDRESS =
      new Address("Lamp Street 1", null, "Hull", null, "HU1", "GB", null);
  static final ShipmentFilter ANY = new ShipmentFilter(null, null, null, null);

  final ShipmentLists shipments;
  final BatchLists batches;
  private final ViewFixture given;

  RecordedParcels(ViewFixture given) {
    this.given = given;
    this.shipments = new ShipmentLists(given.system.pools());
    this.batches = new BatchLists(given.system.pools());
  }

  static BatchEvent.Opened opened(int... numbers) {
    var orders = new ArrayList<OrderId>();
    for (int number : numbers) {
      orders.add(order(number));
    }
    return new BatchEvent.Opened(BATCH, campaign(1), new BatchFilter(EARLY, "SE"), orders, AT);
  }

  static ShipmentEvent.Begun begun(int number, String country, TierId... tiers) {
    List<Line> lines = List.of(tiers).stream().map(tier -> new Line(tier, 2)).toList();
    Instant at = AT.plusMillis(number / 3);
    return new ShipmentEvent.Begun(order(number), campaign(1), lines, country, at);
  }

  void begin(int number, String country, TierId... tiers) {
    shipment(number, begun(number, country, tiers));
  }

  void ship(int number) {
    shipment(number, new ShipmentEvent.Shipped(new Consignment("Post", "RR1"), AT.plusSeconds(60)));
  }

  void shipment(int number, FulfilmentEvent... events) {
    record("shipment", order(number).value(), events);
  }

  void record(String type, String id, FulfilmentEvent... events) {
    given.record("fulfilment-journal", type, id, List.of(events));
  }

  List<OrderId> list(ShipmentFilter filter) {
    return await(shipments.ofCampaign(campaign(1), filter, Optional.empty(), 10)).items().stream()
        .map(item -> item.standing().begun().order())
        .toList();
  }

  List<OrderId> claim(BatchId batch, BatchFilter filter, int max) {
    return await(shipments.claim(campaign(1), batch, filter, max));
  }

  void awaitShipments(String condition, long count) {
    given.awaitCount("view.shipment", condition, count);
  }

  void awaitBatch(String condition, long count) {
    given.awaitCount("view.batch", condition, count);
  }
}
