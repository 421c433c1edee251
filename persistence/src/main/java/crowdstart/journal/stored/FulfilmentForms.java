package crowdstart.journal.stored;

import crowdstart.campaign.Line;
import crowdstart.fulfilment.BatchEvent;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.Consignment;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.identity.BatchId;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the events of shipments and of batches are stored. */
final class FulfilmentForms {
  private FulfilmentForms() {}

  record ShipmentLine(TierId tier, int quantity) {}

  record Begun(
      OrderId order, CampaignId campaign, List<ShipmentLine> lines, String country, Instant at) {

    static Begun of(ShipmentEvent.Begun event) {
      return new Begun(
          event.order(),
          event.campaign(),
          event.lines().stream()
              .map(line -> new ShipmentLine(line.tier(), line.quantity()))
              .toList(),
          event.country(),
          event.at());
    }

    ShipmentEvent.Begun event() {
      return new ShipmentEvent.Begun(
          order,
          campaign,
          lines.stream().map(line -> new Line(line.tier(), line.quantity())).toList(),
          country,
          at);
    }
  }

  record OfBatch(BatchId batch, Instant at) {}

  record Shipped(String carrier, @Nullable String tracking, Instant at) {}

  record Happened(Instant at) {}

  record Opened(
      BatchId batch,
      CampaignId campaign,
      @Nullable TierId tier,
      @Nullable String country,
      List<OrderId> orders,
      Instant at) {

    static Opened of(BatchEvent.Opened event) {
      return new Opened(
          event.batch(),
          event.campaign(),
          event.filter().tier(),
          event.filter().country(),
          event.orders(),
          event.at());
    }

    BatchEvent.Opened event() {
      return new BatchEvent.Opened(batch, campaign, new BatchFilter(tier, country), orders, at);
    }
  }

  static List<Form<?, ?>> all() {
    return List.of(
        new Form<>(
            "shipment-begun.1", ShipmentEvent.Begun.class, Begun.class, Begun::of, Begun::event),
        new Form<>(
            "shipment-batched.1",
            ShipmentEvent.Batched.class,
            OfBatch.class,
            event -> new OfBatch(event.batch(), event.at()),
            form -> new ShipmentEvent.Batched(form.batch(), form.at())),
        new Form<>(
            "shipment-unbatched.1",
            ShipmentEvent.Unbatched.class,
            OfBatch.class,
            event -> new OfBatch(event.batch(), event.at()),
            form -> new ShipmentEvent.Unbatched(form.batch(), form.at())),
        new Form<>(
            "shipment-locked.1",
            ShipmentEvent.Locked.class,
            OfBatch.class,
            event -> new OfBatch(event.batch(), event.at()),
            form -> new ShipmentEvent.Locked(form.batch(), form.at())),
        new Form<>(
            "shipment-shipped.1",
            ShipmentEvent.Shipped.class,
            Shipped.class,
            event ->
                new Shipped(
                    event.consignment().carrier(), event.consignment().tracking(), event.at()),
            form ->
                new ShipmentEvent.Shipped(
                    new Consignment(form.carrier(), form.tracking()), form.at())),
        happened(
            "shipment-delivered.1", ShipmentEvent.Delivered.class, ShipmentEvent.Delivered::new),
        happened("shipment-returned.1", ShipmentEvent.Returned.class, ShipmentEvent.Returned::new),
        happened(
            "shipment-suspended.1", ShipmentEvent.Suspended.class, ShipmentEvent.Suspended::new),
        happened("shipment-resumed.1", ShipmentEvent.Resumed.class, ShipmentEvent.Resumed::new),
        happened(
            "shipment-cancelled.1", ShipmentEvent.Cancelled.class, ShipmentEvent.Cancelled::new),
        happened("shipment-reopened.1", ShipmentEvent.Reopened.class, ShipmentEvent.Reopened::new),
        new Form<>(
            "batch-opened.1", BatchEvent.Opened.class, Opened.class, Opened::of, Opened::event),
        new Form<>(
            "batch-lock-asked.1",
            BatchEvent.LockAsked.class,
            OfBatch.class,
            event -> new OfBatch(event.batch(), event.at()),
            form -> new BatchEvent.LockAsked(form.batch(), form.at())),
        new Form<>(
            "batch-locked.1",
            BatchEvent.Locked.class,
            OfBatch.class,
            event -> new OfBatch(event.batch(), event.at()),
            form -> new BatchEvent.Locked(form.batch(), form.at())));
  }

  private static <E extends ShipmentEvent> Form<E, Happened> happened(
      String name, Class<E> type, Function<Instant, E> read) {
    return new Form<>(
        name,
        type,
        Happened.class,
        event -> new Happened(event.at()),
        form -> read.apply(form.at()));
  }
}
