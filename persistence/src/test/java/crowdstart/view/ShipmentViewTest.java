package crowdstart.view;

import static crowdstart.journal.TestSystem.await;
import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.EARLY;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.order;
import static crowdstart.view.RecordedParcels.ANY;
import static crowdstart.view.RecordedParcels.BATCH;
import static crowdstart.view.RecordedParcels.LAMP;
import static crowdstart.view.RecordedParcels.begun;
import static crowdstart.view.RecordedParcels.opened;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.database.TestDatabase;
import crowdstart.fulfilment.BatchEvent;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.Consignment;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.fulfilment.ShipmentFilter;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.fulfilment.ShipmentStanding;
import crowdstart.identity.BatchId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shipments and batches as they are listed; and the same when their feed is read again. */
@Timeout(120)
class ShipmentViewTest {
  private final ViewFixture given = new ViewFixture();
  private final RecordedParcels parcels = new RecordedParcels(given);

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void shipmentsAreListedAndLineUpByWhenTheyBegan() {
    given.system.spawn(Views.fulfilment(given.system.system()));
    parcels.begin(1, "SE", EARLY);
    parcels.begin(2, "DE", EARLY, LAMP);
    parcels.begin(3, "SE", LAMP);
    parcels.begin(4, "SE", LAMP);
    parcels.ship(3);
    parcels.awaitShipments("state = 'shipped'", 1);
    parcels.awaitShipments("true", 4);

    assertThat(parcels.list(ANY)).containsExactly(order(4), order(3), order(2), order(1));
    assertThat(parcels.list(new ShipmentFilter(ShipmentStage.READY, null, null, null)))
        .containsExactly(order(4), order(2), order(1));
    assertThat(parcels.list(new ShipmentFilter(null, LAMP, "SE", null)))
        .containsExactly(order(4), order(3));
    assertThat(parcels.list(new ShipmentFilter(ShipmentStage.RETURNED, null, null, null)))
        .isEmpty();
    assertThat(parcels.claim(BATCH, new BatchFilter(LAMP, "SE"), 10)).containsExactly(order(4));
    assertThat(await(parcels.shipments.claim(campaign(2), BATCH, BatchFilter.ANY, 10))).isEmpty();
    assertThat(await(parcels.shipments.ahead(begun(4, "SE", LAMP)))).isEqualTo(2);
    assertThat(await(parcels.shipments.ahead(begun(1, "SE", EARLY)))).isZero();
    ShipmentStanding shipped =
        await(parcels.shipments.ofCampaign(campaign(1), ANY, Optional.empty(), 10))
            .items()
            .get(1)
            .standing();
    assertThat(shipped)
        .isEqualTo(
            new ShipmentStanding(
                begun(3, "SE", LAMP),
                ShipmentStage.SHIPPED,
                AT.plusSeconds(60),
                false,
                null,
                new Consignment("Post", "RR1")));
  }

  @Test
  void aViewThatStartsLaterOrAgainComesToTheSame() {
    var first = given.system.spawn(Views.fulfilment(given.system.system()));
    parcels.begin(1, "SE", EARLY);
    parcels.awaitShipments("true", 1);
    given.stopAndWait(first);
    // What happens while it is stopped is not lost.
    for (int i = 2; i <= 600; i++) {
      parcels.begin(i, "SE", EARLY);
    }
    parcels.shipment(
        7,
        new ShipmentEvent.Batched(BATCH, AT),
        new ShipmentEvent.Locked(BATCH, AT),
        new ShipmentEvent.Shipped(new Consignment("Post", null), AT),
        new ShipmentEvent.Delivered(AT),
        new ShipmentEvent.Returned(AT.plusSeconds(9)));
    parcels.record("batch", BATCH.value(), opened(7));

    var second = given.system.spawn(Views.fulfilment(given.system.system()));
    parcels.awaitShipments("true", 600);
    parcels.awaitShipments("state = 'returned'", 1);
    parcels.awaitBatch("true", 1);
    long asProjected = fingerprint();
    given.stopAndWait(second);
    TestDatabase.execute(
        given.address,
        "truncate view.shipment, view.batch, view.left_out; delete from view.pekko_projection_offset_store"
            + " where projection_name = 'fulfilment-view'");
    given.system.spawn(Views.fulfilment(given.system.system()));
    parcels.awaitShipments("true", 600);
    parcels.awaitShipments("state = 'returned'", 1);
    parcels.awaitBatch("true", 1);
    assertThat(fingerprint()).isEqualTo(asProjected);
  }

  private long fingerprint() {
    return given.fingerprint("view.shipment") + 31 * given.fingerprint("view.batch");
  }

  @Test
  void batchesAndShipmentsArePagedFromNewToOld() {
    given.system.spawn(Views.fulfilment(given.system.system()));
    for (int i = 1; i <= 25; i++) {
      parcels.begin(i, "SE", EARLY);
      BatchId batch = new BatchId(order(i).value());
      parcels.record(
          "batch",
          batch.value(),
          new BatchEvent.Opened(
              batch, campaign(1), BatchFilter.ANY, List.of(order(i)), AT.plusMillis(i / 3)));
    }
    parcels.awaitShipments("true", 25);
    parcels.awaitBatch("true", 25);
    List<String> seen = new ArrayList<>();
    List<String> seenBatches = new ArrayList<>();
    Optional<ListCursor> cursor = Optional.empty();
    do {
      var page = await(parcels.shipments.ofCampaign(campaign(1), ANY, cursor, 7));
      page.items().forEach(item -> seen.add(item.standing().begun().order().value()));
      cursor = Optional.ofNullable(page.next()).flatMap(ListCursor::parse);
    } while (cursor.isPresent());
    do {
      var page = await(parcels.batches.ofCampaign(campaign(1), cursor, 7));
      page.items().forEach(item -> seenBatches.add(item.standing().batch().value()));
      cursor = Optional.ofNullable(page.next()).flatMap(ListCursor::parse);
    } while (cursor.isPresent());
    assertThat(seen).hasSize(25).doesNotHaveDuplicates().isEqualTo(seenBatches);
  }
}
