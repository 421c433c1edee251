package crowdstart.view;

import static crowdstart.journal.TestSystem.await;
import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.created;
import static crowdstart.view.Events.held;
import static crowdstart.view.Events.moved;
import static crowdstart.view.Events.order;
import static crowdstart.view.Events.placed;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.Campaign;
import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.CampaignStanding;
import crowdstart.campaign.CampaignState;
import crowdstart.campaign.Move;
import crowdstart.campaign.Stage;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.TestDatabase;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import crowdstart.journal.TestSystem;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStage;
import crowdstart.order.OrderStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.projection.ProjectionBehavior;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ViewsTest {

  private final DatabaseAddress address = TestDatabase.migrated();
  private final TestSystem system = new TestSystem(address);
  private final Catalogue catalogue = new Catalogue(system.pools());
  private final OrderLists orders = new OrderLists(system.pools());

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void aCampaignIsListedAsItsEventsMadeIt() {
    system.spawn(Views.campaigns(system.system()));
    record(1, created(1), new CampaignEvent.Launched(AT));
    record(1, moved(held(1, 2), held(2, 1), held(3, 1)));
    record(1, moved(new Move.Confirmed(order(1)), new Move.Released(order(2))));
    record(1, new CampaignEvent.Edited(Events.details(1, "A better lamp"), AT));

    CampaignStanding standing = awaitVersion(1, 5);

    assertThat(standing.details()).isEqualTo(Events.details(1, "A better lamp"));
    assertThat(standing.stats().state()).isEqualTo(Stage.LIVE);
    assertThat(standing.stats().pledged()).isEqualTo(9_800);
    assertThat(standing.stats().held()).isEqualTo(4_900);
    assertThat(standing.stats().orders()).isEqualTo(2);
    assertThat(standing.stats().backers()).isEqualTo(1);
    assertThat(standing.stats().tiers())
        .singleElement()
        .satisfies(tier -> assertThat(tier.remaining()).isEqualTo(497))
        .satisfies(tier -> assertThat(tier.held()).isEqualTo(1))
        .satisfies(tier -> assertThat(tier.sold()).isEqualTo(2));
  }

  @Test
  void whatIsDueIsALiveCampaignPastItsDeadlineOrAHoldThatRanOut() {
    system.spawn(Views.campaigns(system.system()));
    record(1, created(1), new CampaignEvent.Launched(AT));
    record(2, created(2));
    record(3, created(3), new CampaignEvent.Launched(AT), moved(held(1, 1)));
    awaitVersion(1, 2);
    awaitVersion(2, 1);
    awaitVersion(3, 3);
    Instant deadline = Events.details(1, "").deadline();

    assertThat(await(catalogue.due(Events.EXPIRY.minusMillis(1)))).isEmpty();
    assertThat(await(catalogue.due(Events.EXPIRY))).containsExactly(campaign(3));
    assertThat(await(catalogue.due(deadline))).containsExactlyInAnyOrder(campaign(1), campaign(3));
  }

  @Test
  void aViewThatStartsLaterOrAgainComesToTheSame() {
    var first = system.spawn(Views.campaigns(system.system()));
    record(1, created(1), new CampaignEvent.Launched(AT), moved(held(1, 2), held(2, 1)));
    awaitVersion(1, 3);
    first.tell(ProjectionBehavior.stopMessage());
    record(1, moved(new Move.Confirmed(order(2))), moved(new Move.Expired(order(1))));

    var second = system.spawn(Views.campaigns(system.system()));
    awaitVersion(1, 5);
    long asProjected = fingerprint("view.campaign");
    stopAndWait(second);
    forget("campaign-view", "view.campaign");
    system.spawn(Views.campaigns(system.system()));
    awaitVersion(1, 5);

    assertThat(fingerprint("view.campaign")).isEqualTo(asProjected);
  }

  @Test
  void aViewThatStartsAgainReadsNoFurtherBackThanTheSnapshot() {
    var first = system.spawn(Views.campaigns(system.system()));
    List<CampaignEvent> before =
        List.of(created(1), new CampaignEvent.Launched(AT), moved(held(1, 2)));
    record(1, before.toArray(CampaignEvent[]::new));
    awaitVersion(1, 3);
    stopAndWait(first);
    storeSnapshot(1, before);
    TestDatabase.execute(address, "delete from campaign_journal.event_journal");
    TestDatabase.execute(address, markOfDeleted(1, 3));

    system.spawn(Views.campaigns(system.system()));
    record(1, moved(new Move.Confirmed(order(1))));

    assertThat(awaitVersion(1, 4).stats().pledged()).isEqualTo(9_800);
  }

  @Test
  void aDraftThatWasCalledOffIsInNoList() {
    system.spawn(Views.campaigns(system.system()));
    CampaignEvent calledOff = new CampaignEvent.Closed(Stage.CANCELLED, 0, AT);
    record(1, created(1), calledOff);
    record(2, created(2));
    record(3, created(3), new CampaignEvent.Launched(AT));
    awaitVersion(1, 2);
    awaitVersion(2, 1);
    awaitVersion(3, 2);
    record(2, calledOff);
    record(3, calledOff);
    awaitVersion(2, 2);
    awaitVersion(3, 3);

    var all =
        await(catalogue.list(EnumSet.allOf(Stage.class), Optional.empty(), Optional.empty(), 10));
    assertThat(all.items()).extracting(it -> it.details().id()).containsExactly(campaign(3));
  }

  @Test
  void theCatalogueIsPagedFromNewToOld() {
    system.spawn(Views.campaigns(system.system()));
    for (int i = 1; i <= 25; i++) {
      record(i, created(i));
    }
    record(7, new CampaignEvent.Launched(AT));
    awaitVersion(7, 2);
    awaitVersion(25, 1);

    var drafts =
        all(
            cursor -> catalogue.list(EnumSet.of(Stage.DRAFT), Optional.empty(), cursor, 10),
            standing -> standing.details().id());

    var expected =
        new ArrayList<>(IntStream.rangeClosed(1, 25).mapToObj(Events::campaign).toList());
    expected.remove(campaign(7));
    assertThat(drafts).isEqualTo(expected.reversed());
    assertThat(live(Optional.empty())).hasSize(1);
    assertThat(live(Optional.of("creator-1"))).hasSize(1);
    assertThat(live(Optional.of("somebody else"))).isEmpty();
  }

  @Test
  void ordersAreListedByCampaignAndByBacker() {
    var view = system.spawn(Views.orders(system.system()));
    var expected = new ArrayList<OrderId>();
    for (int i = 1; i <= 60; i++) {
      recordOrder(i, placed(i, i % 2, i % 3 == 0 ? "Ada@Example.org" : "bob@example.org"));
      if (i % 2 == 0) {
        expected.addFirst(order(i));
      }
    }
    recordOrder(3, new OrderEvent.Confirmed(AT.plusSeconds(1)));
    recordOrder(6, new OrderEvent.Cancelled(AT.plusSeconds(2)));
    awaitRows("stage <> 'held'", 2);

    assertThat(
            all(
                cursor -> orders.ofCampaign(campaign(0), cursor, 7),
                standing -> standing.placed().order()))
        .isEqualTo(expected);
    assertThat(matching(new OrderFilter(OrderStage.CANCELLED, null, null, null))).isEqualTo(1);
    assertThat(matching(new OrderFilter(null, "ADA@example.org", null, null))).isEqualTo(10);
    assertThat(matching(new OrderFilter(null, null, Events.EARLY, "DE"))).isEqualTo(30);
    assertThat(matching(new OrderFilter(null, null, null, "FR"))).isZero();
    long asInserted = fingerprint("view.orders");
    TestDatabase.execute(address, "update view.orders set tiers = null, country = null");
    assertThat(matching(new OrderFilter(null, null, Events.EARLY, "DE")))
        .as("as the version before has written it")
        .isEqualTo(30);
    assertThat(matching(new OrderFilter(null, null, new TierId("early"), null))).isZero();
    TestDatabase.execute(address, "update view.orders set tiers = '{early-bird}', country = 'DE'");
    assertThat(fingerprint("view.orders")).isEqualTo(asInserted);
    var ofAda = await(orders.ofBacker("ada@example.ORG", Optional.empty(), 100)).items();
    assertThat(ofAda).hasSize(20);
    assertThat(ofAda)
        .contains(
            new OrderStanding(
                placed(3, 1, "Ada@Example.org"), OrderStage.CONFIRMED, AT.plusSeconds(1)),
            new OrderStanding(
                placed(6, 0, "Ada@Example.org"), OrderStage.CANCELLED, AT.plusSeconds(2)),
            new OrderStanding(placed(9, 1, "Ada@Example.org"), OrderStage.HELD, AT.plusMillis(3)));

    assertThat(await(new OrderStates(system.pools()).ofCampaign(campaign(0))))
        .isEqualTo(Map.of(OrderStage.HELD, 29L, OrderStage.CANCELLED, 1L));

    long asProjected = fingerprint("view.orders");
    stopAndWait(view);
    forget("order-view", "view.orders");
    system.spawn(Views.orders(system.system()));
    awaitRows("stage <> 'held'", 2);
    awaitRows("true", 60);
    assertThat(fingerprint("view.orders")).isEqualTo(asProjected);
  }

  private int matching(OrderFilter filter) {
    return await(orders.ofCampaign(campaign(0), filter, Optional.empty(), 100)).items().size();
  }

  private void storeSnapshot(int campaign, List<CampaignEvent> events) {
    CampaignState state = new CampaignState.Absent();
    for (CampaignEvent event : events) {
      state = Campaign.evolve(state, event);
    }
    TestDatabase.execute(
        address,
        "insert into campaign_journal.snapshot values ('campaign|%s', %d, 0, 1, '%s', '\\x%s')"
            .formatted(
                campaign(campaign),
                events.size(),
                Forms.name(state),
                HexFormat.of().formatHex(Forms.bytes(state))));
  }

  /** The row that remains when the events up to it have been deleted. */
  private static String markOfDeleted(int campaign, int sequenceNumber) {
    return "insert into campaign_journal.event_journal (persistence_id, sequence_number, deleted,"
        + " writer, write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest,"
        + " event_payload, tx) values ('campaign|%s', %d, true, '', 0, '', 0, '', '', '3')"
            .formatted(campaign(campaign), sequenceNumber);
  }

  private void record(int campaign, CampaignEvent... events) {
    record("campaign-journal", "campaign", campaign(campaign).value(), List.of(events));
  }

  private void recordOrder(int order, OrderEvent event) {
    record("order-journal", "order", order(order).value(), List.of(event));
  }

  private <E> void record(String journal, String type, String id, List<E> events) {
    ActorRef<Recorder.Store<E>> recorder = system.spawn(Recorder.create(journal, type, id));
    await(
        system.<Recorder.Store<E>, Done>ask(
            recorder, replyTo -> new Recorder.Store<>(events, replyTo)));
  }

  private CampaignStanding awaitVersion(int campaign, long version) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> await(catalogue.read(campaign(campaign))),
            found -> found.isPresent() && found.get().stats().version() == version)
        .orElseThrow();
  }

  private List<CampaignStanding> live(Optional<String> creator) {
    return await(catalogue.list(EnumSet.of(Stage.LIVE), creator, Optional.empty(), 10)).items();
  }

  private void awaitRows(String condition, long count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                TestDatabase.number(address, "select count(*) from view.orders where " + condition),
            found -> found == count);
  }

  private void stopAndWait(ActorRef<ProjectionBehavior.Command> view) {
    view.tell(ProjectionBehavior.stopMessage());
    Awaitility.await().until(() -> !system.isAlive(view));
  }

  private void forget(String view, String table) {
    TestDatabase.execute(
        address,
        "truncate %s; delete from view.pekko_projection_offset_store where projection_name = '%s'"
            .formatted(table, view));
  }

  private long fingerprint(String table) {
    return TestDatabase.number(
        address,
        "select hashtextextended(string_agg(t::text, ',' order by t.id), 0) from %s t"
            .formatted(table));
  }

  private static <T, I> List<I> all(
      Function<Optional<ListCursor>, CompletionStage<ListPage<T>>> list, Function<T, I> id) {
    var ids = new ArrayList<I>();
    Optional<ListCursor> cursor = Optional.empty();
    do {
      ListPage<T> page = await(list.apply(cursor));
      page.items().forEach(item -> ids.add(id.apply(item)));
      cursor = Optional.ofNullable(page.next()).flatMap(ListCursor::parse);
    } while (cursor.isPresent());
    return ids;
  }
}
