package crowdstart.view;

import static crowdstart.journal.TestSystem.await;
import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.EARLY;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.order;
import static crowdstart.view.Events.placed;
import static crowdstart.view.RecordedParcels.ADDRESS;
import static crowdstart.view.RecordedParcels.ANY;
import static crowdstart.view.RecordedParcels.BATCH;
import static crowdstart.view.RecordedParcels.opened;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.database.TestDatabase;
import crowdstart.fulfilment.BatchEvent;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.BatchStage;
import crowdstart.fulfilment.BatchSummary;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.fulfilment.ShipmentFilter;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.identity.BatchId;
import crowdstart.identity.OrderId;
import crowdstart.order.AddressStanding;
import crowdstart.order.OrderEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a batch is given, and what of it is sent: nothing twice, and nothing that is to wait. */
@Timeout(120)
class BatchViewTest {
  private final ViewFixture given = new ViewFixture();
  private final RecordedParcels parcels = new RecordedParcels(given);

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void noTwoBatchesAreGivenTheSameShipment() {
    given.system.spawn(Views.fulfilment(given.system.system()));
    for (int i = 1; i <= 40; i++) {
      parcels.begin(i, "SE", EARLY);
    }
    parcels.awaitShipments("true", 40);
    List<CompletableFuture<List<OrderId>>> asked = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      BatchId batch = new BatchId("local-%026d".formatted(910 + i));
      asked.add(
          parcels.shipments.claim(campaign(1), batch, BatchFilter.ANY, 5).toCompletableFuture());
    }
    List<OrderId> claimed = asked.stream().flatMap(it -> it.join().stream()).toList();
    assertThat(claimed).doesNotHaveDuplicates();

    BatchId late = new BatchId("local-%026d".formatted(930));
    int left = 40 - claimed.size();
    List<OrderId> rest = parcels.claim(late, BatchFilter.ANY, 100);
    assertThat(rest).hasSize(left).doesNotContainAnyElementsOf(claimed);
    assertThat(parcels.claim(late, BatchFilter.ANY, 100)).as("a repeat").isEqualTo(rest);
    assertThat(parcels.claim(BATCH, BatchFilter.ANY, 100)).isEmpty();

    // Once the view has heard what became of one, it is in no claim any more.
    parcels.shipment(
        1, new ShipmentEvent.Batched(BATCH, AT), new ShipmentEvent.Unbatched(BATCH, AT));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> parcels.claim(BATCH, BatchFilter.ANY, 100), List.of(order(1))::equals);
    TestDatabase.execute(
        given.address, "update view.batch_claim set claimed_at = now() - interval '61 seconds'");
    assertThat(parcels.claim(BATCH, BatchFilter.ANY, 100))
        .as("claims that came to nothing")
        .hasSize(40);
  }

  @Test
  void theSameBatchIsGivenTheSameShipmentsHoweverOftenItAsksAtOnce() {
    given.system.spawn(Views.fulfilment(given.system.system()));
    for (int i = 1; i <= 5; i++) {
      parcels.begin(i, "SE", EARLY);
    }
    parcels.awaitShipments("true", 5);
    for (int round = 0; round < 10; round++) {
      TestDatabase.execute(given.address, "delete from view.batch_claim");
      List<CompletableFuture<List<OrderId>>> asked = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asked.add(
            parcels.shipments.claim(campaign(1), BATCH, BatchFilter.ANY, 5).toCompletableFuture());
      }
      assertThat(asked).allSatisfy(it -> assertThat(it.join()).hasSize(5));
    }
  }

  @Test
  void whatIsSuspendedIsInNoBatchsWay() {
    given.system.spawn(Views.fulfilment(given.system.system()));
    given.system.spawn(Views.orders(given.system.system()));
    for (int i = 1; i <= 4; i++) {
      given.recordOrder(
          i,
          placed(i, 1, "ada@example.org"),
          new OrderEvent.Confirmed(AT),
          new OrderEvent.AddressGiven(ADDRESS, AT),
          new OrderEvent.AddressLocked(AT));
      parcels.begin(i, "SE", EARLY);
    }
    parcels.record("batch", BATCH.value(), opened(3, 4));
    parcels.shipment(2, new ShipmentEvent.Suspended(AT));
    parcels.shipment(3, new ShipmentEvent.Batched(BATCH, AT), new ShipmentEvent.Locked(BATCH, AT));
    parcels.shipment(4, new ShipmentEvent.Batched(BATCH, AT), new ShipmentEvent.Locked(BATCH, AT));
    parcels.shipment(4, new ShipmentEvent.Suspended(AT));
    parcels.record("batch", BATCH.value(), new BatchEvent.LockAsked(BATCH, AT));
    parcels.record("batch", BATCH.value(), new BatchEvent.Locked(BATCH, AT));
    parcels.awaitShipments("is_suspended", 2);
    parcels.awaitBatch("stage = 'locked'", 1);
    given.awaitCount("view.orders", "is_address_locked", 4);

    assertThat(suspended()).containsExactly(order(4), order(2));
    assertThat(parcels.claim(BATCH, BatchFilter.ANY, 10)).containsExactly(order(1));
    assertThat(labels()).containsExactly(order(3));
    parcels.shipment(4, new ShipmentEvent.Resumed(AT));
    parcels.awaitShipments("is_suspended", 1);
    assertThat(labels()).containsExactly(order(3), order(4));

    parcels.ship(2);
    parcels.awaitShipments("state = 'shipped'", 1);
    assertThat(suspended()).as("it has left").isEmpty();
  }

  private List<OrderId> suspended() {
    return await(parcels.shipments.ofCampaign(campaign(1), ANY, Optional.empty(), 10))
        .items()
        .stream()
        .filter(item -> item.standing().isSuspended())
        .map(item -> item.standing().begun().order())
        .toList();
  }

  private List<OrderId> labels() {
    return await(parcels.batches.labels(BATCH)).orElseThrow().stream()
        .map(label -> label.shipment().begun().order())
        .toList();
  }

  @Test
  void theLabelsOfABatchAreThereOnceEverythingInItIsFinal() {
    given.system.spawn(Views.fulfilment(given.system.system()));
    given.system.spawn(Views.orders(given.system.system()));
    for (int i = 1; i <= 4; i++) {
      given.recordOrder(i, placed(i, 1, "ada@example.org"), new OrderEvent.Confirmed(AT));
      parcels.begin(i, "SE", EARLY);
    }
    parcels.record("batch", BATCH.value(), opened(1, 2, 3, 4));
    for (int i = 1; i <= 4; i++) {
      parcels.shipment(i, new ShipmentEvent.Batched(BATCH, AT));
    }
    parcels.record("batch", BATCH.value(), new BatchEvent.LockAsked(BATCH, AT));
    parcels.awaitBatch("stage = 'locking'", 1);
    assertThat(await(parcels.batches.labels(BATCH))).isEmpty();

    parcels.shipment(1, new ShipmentEvent.Locked(BATCH, AT));
    parcels.shipment(2, new ShipmentEvent.Locked(BATCH, AT));
    parcels.shipment(3, new ShipmentEvent.Unbatched(BATCH, AT));
    parcels.shipment(4, new ShipmentEvent.Locked(BATCH, AT), new ShipmentEvent.Cancelled(AT));
    parcels.record("batch", BATCH.value(), new BatchEvent.Locked(BATCH, AT.plusSeconds(1)));
    parcels.awaitBatch("stage = 'locked'", 1);
    assertThat(await(parcels.batches.labels(BATCH))).as("addresses are not final yet").isEmpty();

    for (int i = 1; i <= 2; i++) {
      given.recordOrder(
          i, new OrderEvent.AddressGiven(ADDRESS, AT), new OrderEvent.AddressLocked(AT));
    }
    var labels =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> await(parcels.batches.labels(BATCH)), Optional::isPresent)
            .orElseThrow();
    assertThat(labels)
        .extracting(label -> label.shipment().begun().order())
        .containsExactly(order(1), order(2));
    assertThat(labels.getFirst().address()).isEqualTo(new AddressStanding(ADDRESS, true));
    assertThat(labels.getFirst().backer().email()).isEqualTo("ada@example.org");

    BatchSummary summary = await(parcels.batches.read(BATCH)).orElseThrow();
    assertThat(summary.standing().stage()).isEqualTo(BatchStage.LOCKED);
    assertThat(summary.standing().chosen()).isEqualTo(4);
    assertThat(summary.shipments())
        .isEqualTo(Map.of(ShipmentStage.BATCHED, 2, ShipmentStage.CANCELLED, 1));
    assertThat(summary.isDone()).isFalse();
    assertThat(summary.leftOut()).containsExactly(order(3));
    assertThat(await(parcels.batches.ofCampaign(campaign(1), Optional.empty(), 10)).items())
        .containsExactly(new BatchSummary(summary.standing(), summary.shipments(), null));
    assertThat(parcels.list(new ShipmentFilter(null, null, null, true)))
        .containsExactly(order(2), order(1));
    assertThat(parcels.list(new ShipmentFilter(null, null, null, false)))
        .containsExactly(order(4), order(3));
    parcels.ship(1);
    parcels.ship(2);
    parcels.awaitShipments("state = 'shipped'", 2);
    assertThat(await(parcels.batches.read(BATCH)).orElseThrow().isDone()).isTrue();
  }
}
