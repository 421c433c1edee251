package crowdstart.view;

import static crowdstart.journal.TestSystem.await;
import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.created;
import static crowdstart.view.Events.held;
import static crowdstart.view.Events.moved;
import static crowdstart.view.Events.order;
import static crowdstart.view.ViewFixture.all;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.Campaign;
import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.CampaignStanding;
import crowdstart.campaign.CampaignState;
import crowdstart.campaign.CampaignStats;
import crowdstart.campaign.Move;
import crowdstart.campaign.Stage;
import crowdstart.campaign.StockTotals;
import crowdstart.campaign.Tier;
import crowdstart.campaign.TierCount;
import crowdstart.database.TestDatabase;
import crowdstart.identity.TierId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pekko.projection.ProjectionBehavior;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Campaigns as their events made them: listed, due, and the same when they are read again. */
@Timeout(120)
class CampaignViewTest {
  private final ViewFixture given = new ViewFixture();
  private final Catalogue catalogue = new Catalogue(given.system.pools());

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void aCampaignIsListedAsItsEventsMadeIt() {
    given.system.spawn(Views.campaigns(given.system.system()));
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
    given.system.spawn(Views.campaigns(given.system.system()));
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
    var first = given.system.spawn(Views.campaigns(given.system.system()));
    record(1, created(1), new CampaignEvent.Launched(AT), moved(held(1, 2), held(2, 1)));
    awaitVersion(1, 3);
    first.tell(ProjectionBehavior.stopMessage());
    record(1, moved(new Move.Confirmed(order(2))), moved(new Move.Expired(order(1))));

    var second = given.system.spawn(Views.campaigns(given.system.system()));
    awaitVersion(1, 5);
    long asProjected = given.fingerprint("view.campaign");
    given.stopAndWait(second);
    given.forget("campaign-view", "view.campaign");
    given.system.spawn(Views.campaigns(given.system.system()));
    awaitVersion(1, 5);

    assertThat(given.fingerprint("view.campaign")).isEqualTo(asProjected);
  }

  @Test
  void aViewThatStartsAgainReadsNoFurtherBackThanTheSnapshot() {
    var first = given.system.spawn(Views.campaigns(given.system.system()));
    List<CampaignEvent> before =
        List.of(created(1), new CampaignEvent.Launched(AT), moved(held(1, 2)));
    record(1, before.toArray(CampaignEvent[]::new));
    awaitVersion(1, 3);
    given.stopAndWait(first);
    storeSnapshot(1, before);
    TestDatabase.execute(
        given.address, "delete from campaign_journal.event_journal where sequence_number < 3");

    given.system.spawn(Views.campaigns(given.system.system()));
    record(1, moved(new Move.Confirmed(order(1))));

    assertThat(awaitVersion(1, 4).stats().pledged()).isEqualTo(9_800);
  }

  /** A page would take as long as a campaign's life: its transaction would be ended in between. */
  @Test
  void nothingIsReadBackWhereEventsSayWhatTheyCameTo() {
    given.system.spawn(Views.campaigns(given.system.system()));
    Tier early = Events.details(1, "").tiers().getFirst();
    Tier late = new Tier(new TierId("late"), "Late", 5_900, null, null, null, null);
    CampaignDetails one = Events.details(1, "Two");
    CampaignDetails two =
        new CampaignDetails(
            one.id(),
            one.title(),
            one.story(),
            one.creator(),
            one.currency(),
            one.goal(),
            one.deadline(),
            one.fundingModel(),
            List.of(early, late));
    record(1, created(1), new CampaignEvent.Launched(AT));
    record(1, movedTo(2, 0, held(1, 2)));
    awaitVersion(1, 3);
    TestDatabase.execute(
        given.address, "delete from campaign_journal.event_journal where sequence_number < 3");

    record(
        1,
        movedTo(0, 2, new Move.Confirmed(order(1))),
        new CampaignEvent.Edited(two, AT),
        new CampaignEvent.Closed(Stage.FUNDED, 9_800, AT));

    CampaignStanding standing = awaitVersion(1, 6);
    assertThat(standing.details()).isEqualTo(two);
    assertThat(standing.stats().state()).isEqualTo(Stage.FUNDED);
    assertThat(standing.stats().pledged()).isEqualTo(9_800);
    assertThat(standing.stats().tiers())
        .extracting(CampaignStats.TierStats::sold)
        .containsExactly(2L, 0L);
  }

  private static CampaignEvent movedTo(int held, int sold, Move move) {
    TierCount count = new TierCount(held, sold, held * 4_900L, sold * 4_900L, 1);
    return new CampaignEvent.StockMoved(
        List.of(move), new StockTotals(List.of(count), 1, 1, null), AT);
  }

  private void storeSnapshot(int campaign, List<CampaignEvent> events) {
    CampaignState state = new CampaignState.Absent();
    for (CampaignEvent event : events) {
      state = Campaign.evolve(state, event);
    }
    TestDatabase.execute(
        given.address,
        "insert into campaign_journal.snapshot values ('campaign|%s', %d, 0, 1, '%s', '\\x%s')"
            .formatted(
                campaign(campaign),
                events.size(),
                Forms.name(state),
                HexFormat.of().formatHex(Forms.bytes(state))));
  }

  @Test
  void aDraftThatWasCalledOffIsInNoList() {
    given.system.spawn(Views.campaigns(given.system.system()));
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
    given.system.spawn(Views.campaigns(given.system.system()));
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

  private List<CampaignStanding> live(Optional<String> creator) {
    return await(catalogue.list(EnumSet.of(Stage.LIVE), creator, Optional.empty(), 10)).items();
  }

  private void record(int campaign, CampaignEvent... events) {
    given.record("campaign-journal", "campaign", campaign(campaign).value(), List.of(events));
  }

  private CampaignStanding awaitVersion(int campaign, long version) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> await(catalogue.read(campaign(campaign))),
            found -> found.isPresent() && found.get().stats().version() == version)
        .orElseThrow();
  }
}
