package crowdstart.view;

import static crowdstart.journal.TestSystem.await;
import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.EARLY;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.order;
import static crowdstart.view.Events.placed;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.Line;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.TestDatabase;
import crowdstart.fulfilment.BatchEvent;
import crowdstart.fulfilment.BatchFilter;
import crowdstart.fulfilment.BatchStage;
import crowdstart.fulfilment.BatchSummary;
import crowdstart.fulfilment.Consignment;
import crowdstart.fulfilment.FulfilmentEvent;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.fulfilment.ShipmentFilter;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.fulfilment.ShipmentStanding;
import crowdstart.identity.BatchId;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import crowdstart.journal.TestSystem;
import crowdstart.order.Address;
import crowdstart.order.AddressStanding;
import crowdstart.order.OrderEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.projection.ProjectionBehavior;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FulfilmentViewTest {
  private static final TierId LAMP = new TierId("lamp");
  private static final BatchId BATCH = new BatchId("local-%026d".formatted(900));
  private static final Address ADDRESS =
      new Address("Lamp Street 1", null, "Hull", null, "HU1", "GB", null);
  private static final ShipmentFilter ANY = new ShipmentFilter(null, null, null, null);

  private final DatabaseAddress address = TestDatabase.migrated();
  private final TestSystem system = new TestSystem(address);
  private final ShipmentLists shipments = new ShipmentLists(system.pools());
  private final BatchLists batches = new BatchLists(system.pools());

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void shipmentsAreListedAndLineUpByWhenTheyBegan() {
    system.spawn(Views.fulfilment(system.system()));
    begin(1, "SE", EARLY);
    begin(2, "DE", EARLY, LAMP);
    begin(3, "SE", LAMP);
    begin(4, "SE", LAMP);
    ship(3);
    awaitShipments("state = 'shipped'", 1);
    awaitShipments("true", 4);

    assertThat(list(ANY)).containsExactly(order(4), order(3), order(2), order(1));
    assertThat(list(new ShipmentFilter(ShipmentStage.READY, null, null, null)))
        .containsExactly(order(4), order(2), order(1));
    assertThat(list(new ShipmentFilter(null, LAMP, "SE", null)))
        .containsExactly(order(4), order(3));
    assertThat(list(new ShipmentFilter(ShipmentStage.RETURNED, null, null, null))).isEmpty();
    assertThat(claim(BATCH, new BatchFilter(LAMP, "SE"), 10)).containsExactly(order(4));
    assertThat(await(shipments.claim(campaign(2), BATCH, BatchFilter.ANY, 10))).isEmpty();
    assertThat(await(shipments.ahead(begun(4, "SE", LAMP)))).isEqualTo(2);
    assertThat(await(shipments.ahead(begun(1, "SE", EARLY)))).isZero();
    ShipmentStanding shipped =
        await(shipments.ofCampaign(campaign(1), ANY, Optional.empty(), 10))
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
  void noTwoBatchesAreGivenTheSameShipment() {
    system.spawn(Views.fulfilment(system.system()));
    for (int i = 1; i <= 40; i++) {
      begin(i, "SE", EARLY);
    }
    awaitShipments("true", 40);
    List<CompletableFuture<List<OrderId>>> asked = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      BatchId batch = new BatchId("local-%026d".formatted(910 + i));
      asked.add(shipments.claim(campaign(1), batch, BatchFilter.ANY, 5).toCompletableFuture());
    }
    List<OrderId> given = asked.stream().flatMap(it -> it.join().stream()).toList();
    assertThat(given).doesNotHaveDuplicates();

    BatchId late = new BatchId("local-%026d".formatted(930));
    int left = 40 - given.size();
    List<OrderId> rest = claim(late, BatchFilter.ANY, 100);
    assertThat(rest).hasSize(left).doesNotContainAnyElementsOf(given);
    assertThat(claim(late, BatchFilter.ANY, 100)).as("a repeat").isEqualTo(rest);
    assertThat(claim(BATCH, BatchFilter.ANY, 100)).isEmpty();

    // Once the view has heard what became of one, it is in no claim any more.
    shipment(1, new ShipmentEvent.Batched(BATCH, AT), new ShipmentEvent.Unbatched(BATCH, AT));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> claim(BATCH, BatchFilter.ANY, 100), List.of(order(1))::equals);
    TestDatabase.execute(
        address, "update view.batch_claim set claimed_at = now() - interval '61 seconds'");
    assertThat(claim(BATCH, BatchFilter.ANY, 100)).as("claims that came to nothing").hasSize(40);
  }

  @Test
  void whatIsSuspendedIsInNoBatchsWay() {
    system.spawn(Views.fulfilment(system.system()));
    system.spawn(Views.orders(system.system()));
    for (int i = 1; i <= 4; i++) {
      recordOrder(
          i,
          placed(i, 1, "ada@example.org"),
          new OrderEvent.Confirmed(AT),
          new OrderEvent.AddressGiven(ADDRESS, AT),
          new OrderEvent.AddressLocked(AT));
      begin(i, "SE", EARLY);
    }
    record("batch", BATCH.value(), opened(3, 4));
    shipment(2, new ShipmentEvent.Suspended(AT));
    shipment(3, new ShipmentEvent.Batched(BATCH, AT), new ShipmentEvent.Locked(BATCH, AT));
    shipment(4, new ShipmentEvent.Batched(BATCH, AT), new ShipmentEvent.Locked(BATCH, AT));
    shipment(4, new ShipmentEvent.Suspended(AT));
    record("batch", BATCH.value(), new BatchEvent.LockAsked(BATCH, AT));
    record("batch", BATCH.value(), new BatchEvent.Locked(BATCH, AT));
    awaitShipments("is_suspended", 2);
    awaitBatch("stage = 'locked'", 1);
    awaitCount("view.orders", "is_address_locked", 4);

    assertThat(suspended()).containsExactly(order(4), order(2));
    assertThat(claim(BATCH, BatchFilter.ANY, 10)).containsExactly(order(1));
    assertThat(labels()).containsExactly(order(3));
    shipment(4, new ShipmentEvent.Resumed(AT));
    awaitShipments("is_suspended", 1);
    assertThat(labels()).containsExactly(order(3), order(4));

    ship(2);
    awaitShipments("state = 'shipped'", 1);
    assertThat(suspended()).as("it has left").isEmpty();
  }

  private List<OrderId> suspended() {
    return await(shipments.ofCampaign(campaign(1), ANY, Optional.empty(), 10)).items().stream()
        .filter(item -> item.standing().isSuspended())
        .map(item -> item.standing().begun().order())
        .toList();
  }

  private List<OrderId> labels() {
    return await(batches.labels(BATCH)).orElseThrow().stream()
        .map(label -> label.shipment().begun().order())
        .toList();
  }

  private List<OrderId> claim(BatchId batch, BatchFilter filter, int max) {
    return await(shipments.claim(campaign(1), batch, filter, max));
  }

  @Test
  void theLabelsOfABatchAreThereOnceEverythingInItIsFinal() {
    system.spawn(Views.fulfilment(system.system()));
    system.spawn(Views.orders(system.system()));
    for (int i = 1; i <= 4; i++) {
      recordOrder(i, placed(i, 1, "ada@example.org"), new OrderEvent.Confirmed(AT));
      begin(i, "SE", EARLY);
    }
    record("batch", BATCH.value(), opened(1, 2, 3, 4));
    for (int i = 1; i <= 4; i++) {
      shipment(i, new ShipmentEvent.Batched(BATCH, AT));
    }
    record("batch", BATCH.value(), new BatchEvent.LockAsked(BATCH, AT));
    awaitBatch("stage = 'locking'", 1);
    assertThat(await(batches.labels(BATCH))).isEmpty();

    shipment(1, new ShipmentEvent.Locked(BATCH, AT));
    shipment(2, new ShipmentEvent.Locked(BATCH, AT));
    shipment(3, new ShipmentEvent.Unbatched(BATCH, AT));
    shipment(4, new ShipmentEvent.Locked(BATCH, AT), new ShipmentEvent.Cancelled(AT));
    record("batch", BATCH.value(), new BatchEvent.Locked(BATCH, AT.plusSeconds(1)));
    awaitBatch("stage = 'locked'", 1);
    assertThat(await(batches.labels(BATCH))).as("addresses are not final yet").isEmpty();

    for (int i = 1; i <= 2; i++) {
      recordOrder(i, new OrderEvent.AddressGiven(ADDRESS, AT), new OrderEvent.AddressLocked(AT));
    }
    var labels =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> await(batches.labels(BATCH)), Optional::isPresent)
            .orElseThrow();
    assertThat(labels)
        .extracting(label -> label.shipment().begun().order())
        .containsExactly(order(1), order(2));
    assertThat(labels.getFirst().address()).isEqualTo(new AddressStanding(ADDRESS, true));
    assertThat(labels.getFirst().backer().email()).isEqualTo("ada@example.org");

    BatchSummary summary = await(batches.read(BATCH)).orElseThrow();
    assertThat(summary.standing().stage()).isEqualTo(BatchStage.LOCKED);
    assertThat(summary.standing().chosen()).isEqualTo(4);
    assertThat(summary.shipments())
        .isEqualTo(Map.of(ShipmentStage.BATCHED, 2, ShipmentStage.CANCELLED, 1));
    assertThat(summary.isDone()).isFalse();
    assertThat(summary.leftOut()).containsExactly(order(3));
    assertThat(await(batches.ofCampaign(campaign(1), Optional.empty(), 10)).items())
        .containsExactly(new BatchSummary(summary.standing(), summary.shipments(), null));
    assertThat(list(new ShipmentFilter(null, null, null, true)))
        .containsExactly(order(2), order(1));
    assertThat(list(new ShipmentFilter(null, null, null, false)))
        .containsExactly(order(4), order(3));
    ship(1);
    ship(2);
    awaitShipments("state = 'shipped'", 2);
    assertThat(await(batches.read(BATCH)).orElseThrow().isDone()).isTrue();
  }

  @Test
  void aViewThatStartsLaterOrAgainComesToTheSame() {
    var first = system.spawn(Views.fulfilment(system.system()));
    begin(1, "SE", EARLY);
    awaitShipments("true", 1);
    stopAndWait(first);
    // What happens while it is stopped is not lost.
    for (int i = 2; i <= 600; i++) {
      begin(i, "SE", EARLY);
    }
    shipment(
        7,
        new ShipmentEvent.Batched(BATCH, AT),
        new ShipmentEvent.Locked(BATCH, AT),
        new ShipmentEvent.Shipped(new Consignment("Post", null), AT),
        new ShipmentEvent.Delivered(AT),
        new ShipmentEvent.Returned(AT.plusSeconds(9)));
    record("batch", BATCH.value(), opened(7));

    var second = system.spawn(Views.fulfilment(system.system()));
    awaitShipments("true", 600);
    awaitShipments("state = 'returned'", 1);
    awaitBatch("true", 1);
    long asProjected = fingerprint();
    stopAndWait(second);
    TestDatabase.execute(
        address,
        "truncate view.shipment, view.batch, view.left_out; delete from view.pekko_projection_offset_store"
            + " where projection_name = 'fulfilment-view'");
    system.spawn(Views.fulfilment(system.system()));
    awaitShipments("true", 600);
    awaitShipments("state = 'returned'", 1);
    awaitBatch("true", 1);
    assertThat(fingerprint()).isEqualTo(asProjected);
  }

  @Test
  void batchesAndShipmentsArePagedFromNewToOld() {
    system.spawn(Views.fulfilment(system.system()));
    for (int i = 1; i <= 25; i++) {
      begin(i, "SE", EARLY);
      BatchId batch = new BatchId(order(i).value());
      record(
          "batch",
          batch.value(),
          new BatchEvent.Opened(
              batch, campaign(1), BatchFilter.ANY, List.of(order(i)), AT.plusMillis(i / 3)));
    }
    awaitShipments("true", 25);
    awaitBatch("true", 25);
    List<String> seen = new ArrayList<>();
    List<String> seenBatches = new ArrayList<>();
    Optional<ListCursor> cursor = Optional.empty();
    do {
      var page = await(shipments.ofCampaign(campaign(1), ANY, cursor, 7));
      page.items().forEach(item -> seen.add(item.standing().begun().order().value()));
      cursor = Optional.ofNullable(page.next()).flatMap(ListCursor::parse);
    } while (cursor.isPresent());
    do {
      var page = await(batches.ofCampaign(campaign(1), cursor, 7));
      page.items().forEach(item -> seenBatches.add(item.standing().batch().value()));
      cursor = Optional.ofNullable(page.next()).flatMap(ListCursor::parse);
    } while (cursor.isPresent());
    assertThat(seen).hasSize(25).doesNotHaveDuplicates().isEqualTo(seenBatches);
  }

  private List<OrderId> list(ShipmentFilter filter) {
    return await(shipments.ofCampaign(campaign(1), filter, Optional.empty(), 10)).items().stream()
        .map(item -> item.standing().begun().order())
        .toList();
  }

  private static BatchEvent.Opened opened(int... numbers) {
    var orders = new ArrayList<OrderId>();
    for (int number : numbers) {
      orders.add(order(number));
    }
    return new BatchEvent.Opened(BATCH, campaign(1), new BatchFilter(EARLY, "SE"), orders, AT);
  }

  private static ShipmentEvent.Begun begun(int number, String country, TierId... tiers) {
    List<Line> lines = List.of(tiers).stream().map(tier -> new Line(tier, 2)).toList();
    Instant at = AT.plusMillis(number / 3);
    return new ShipmentEvent.Begun(order(number), campaign(1), lines, country, at);
  }

  private void begin(int number, String country, TierId... tiers) {
    shipment(number, begun(number, country, tiers));
  }

  private void ship(int number) {
    shipment(number, new ShipmentEvent.Shipped(new Consignment("Post", "RR1"), AT.plusSeconds(60)));
  }

  private void shipment(int number, FulfilmentEvent... events) {
    record("shipment", order(number).value(), events);
  }

  private void record(String type, String id, FulfilmentEvent... events) {
    store("fulfilment-journal", type, id, List.of(events));
  }

  private void recordOrder(int number, OrderEvent... events) {
    store("order-journal", "order", order(number).value(), List.of(events));
  }

  private <E> void store(String journal, String type, String id, List<E> events) {
    ActorRef<Recorder.Store<E>> recorder = system.spawn(Recorder.create(journal, type, id));
    await(
        system.<Recorder.Store<E>, Done>ask(
            recorder, replyTo -> new Recorder.Store<>(events, replyTo)));
  }

  private void awaitShipments(String condition, long count) {
    awaitCount("view.shipment", condition, count);
  }

  private void awaitBatch(String condition, long count) {
    awaitCount("view.batch", condition, count);
  }

  private void awaitCount(String table, String condition, long count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestDatabase.number(
                    address, "select count(*) from " + table + " where " + condition),
            found -> found == count);
  }

  private void stopAndWait(ActorRef<ProjectionBehavior.Command> view) {
    view.tell(ProjectionBehavior.stopMessage());
    Awaitility.await().until(() -> !system.isAlive(view));
  }

  private long fingerprint() {
    return number("shipment") + 31 * number("batch");
  }

  private long number(String table) {
    return TestDatabase.number(
        address,
        "select hashtextextended(string_agg(t::text, ',' order by t.id), 0) from view.%s t"
            .formatted(table));
  }
}
