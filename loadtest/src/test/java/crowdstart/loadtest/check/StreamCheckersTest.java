package crowdstart.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.history.Kind;
import org.junit.jupiter.api.Test;

/** Totals, views, writers and outcomes, and the verdict over all. */
class StreamCheckersTest {
  private static final Checker STATS = new StatsChecker();
  private static final Checker VIEWS = new ViewChecker();
  private static final Checker WRITERS = new WriterChecker();
  private static final Checker OUTCOMES = new OutcomeChecker();

  private static String stats(long version, int held) {
    return """
    {"version":%d,"state":"live","pledged":0,"held":%d,"backers":%d,"orders":%d,"tiers":[
     {"id":"early","limit":2,"remaining":%d,"held":%d,"sold":0,"orders":%d},
     {"id":"poster","limit":null,"remaining":null,"held":0,"sold":0,"orders":0}]}\
    """
        .formatted(version, 10 * held, held, held, 2 - held, held, held);
  }

  @Test
  void totalsThatFollowTheJournalAreClean() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 1)
            .done(Kind.WATCH_STATS, "c", 1, 2, stats(2, 0))
            .done(Kind.WATCH_STATS, "c", 1, 3, stats(3, 1))
            .done(Kind.READ_STATS, "c", 4, 5, stats(3, 1))
            .judgedBy(STATS);

    assertThat(found.violations()).isEmpty();
    assertThat(found.lookedAt()).containsEntry("events", 2).containsEntry("reads", 1);
  }

  @Test
  void totalsThatGoBackAreFound() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 1)
            .watched("", 1, 2, stats(3, 1))
            .watched("3", 3, 4, stats(2, 0))
            .judgedBy(STATS);

    assertThat(found.violations()).singleElement().asString().contains("R2", "went back");
  }

  @Test
  void whoComesAnewMayBeToldWhatWasTrueAMomentAgo() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 1)
            .watched("", 1, 2, stats(3, 1))
            .watched("", 3, 4, stats(2, 0))
            .judgedBy(STATS);

    assertThat(found.violations()).isEmpty();
  }

  @Test
  void totalsThatAreNotTheJournalsAreFound() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 1)
            .done(Kind.READ_STATS, "c", 1, 2, stats(3, 2))
            .judgedBy(STATS);

    assertThat(found.violations()).singleElement().asString().contains("R1");
  }

  @Test
  void totalsOlderThanWhatWasKnownAreFound() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 1)
            .done(Kind.READ_STATS, "c", 1, 2, stats(3, 1))
            .done(Kind.READ_STATS, "c", 3, 4, stats(2, 0))
            .judgedBy(STATS);

    assertThat(found.violations()).singleElement().asString().contains("was known before");
  }

  @Test
  void totalsBehindAtRestAreFound() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 1)
            .done(Kind.SETTLED, "", 5, 5, "")
            .done(Kind.READ_STATS, "c", 6, 7, stats(2, 0))
            .judgedBy(STATS);

    assertThat(found.violations()).singleElement().asString().contains("at rest");
  }

  private static Given viewed() {
    return Given.liveCampaign()
        .placed("one", 1)
        .order("one", "confirmed")
        .has(
            "campaigns",
            """
            {"id":"c","version":2,"stage":"live","pledged":0,"held":0,"orders":0,"backers":0,
             "tier_held":[0,0],"tier_sold":[0,0]}\
            """);
  }

  @Test
  void viewsThatCaughtUpAreClean() {
    Findings found =
        viewed().has("orders", "{\"id\":\"one\",\"stage\":\"confirmed\"}").judgedBy(VIEWS);

    assertThat(found.violations()).isEmpty();
    assertThat(found.lookedAt()).containsEntry("orders", 1).containsEntry("campaigns", 1);
  }

  @Test
  void aSkippedEventIsFound() {
    assertThat(
            viewed()
                .has("orders", "{\"id\":\"one\",\"stage\":\"held\"}")
                .judgedBy(VIEWS)
                .violations())
        .singleElement()
        .asString()
        .contains("R3", "held in the view");
    assertThat(viewed().judgedBy(VIEWS).violations())
        .singleElement()
        .asString()
        .contains("absent in the view");
  }

  @Test
  void aPaidOrderWithoutAParcelIsFound() {
    Findings found =
        viewed()
            .has("orders", "{\"id\":\"one\",\"stage\":\"confirmed\"}")
            .paid("one")
            .has(
                "payments",
                "{\"id\":\"one\",\"stage\":\"captured\",\"captured\":10,\"refunded\":0}")
            .judgedBy(VIEWS);

    assertThat(found.violations()).singleElement().asString().contains("without a parcel");
  }

  @Test
  void aParcelWhoseMoneyWentBackIsFoundWhileItWaits() {
    Given run =
        viewed()
            .has("orders", "{\"id\":\"one\",\"stage\":\"confirmed\"}")
            .paid("one")
            .payment("one", "refund-tried", "{\"refund\":\"r\",\"amount\":10}")
            .payment("one", "refunded", "{\"refund\":\"r\",\"amount\":10}")
            .has(
                "payments",
                "{\"id\":\"one\",\"stage\":\"refunded\",\"captured\":10,\"refunded\":10}")
            .row("shipment|one", "shipment-begun.1", "{}");
    assertThat(run.judgedBy(VIEWS).violations())
        .singleElement()
        .asString()
        .contains("R4", "its parcel waits");
    run.row("shipment|one", "shipment-cancelled.1", "{}");
    assertThat(run.judgedBy(VIEWS).violations()).isEmpty();
    run.row("shipment|one", "shipment-reopened.1", "{}");
    assertThat(run.judgedBy(VIEWS).violations()).hasSize(1);
  }

  @Test
  void stockThatTheViewHasOtherwiseIsFound() {
    Given run =
        Given.liveCampaign()
            .has(
                "campaigns",
                """
                {"id":"c","version":2,"stage":"live","pledged":0,"held":0,"orders":0,"backers":0,
                 "tier_held":[1,0],"tier_sold":[0,0]}\
                """);
    assertThat(run.judgedBy(VIEWS).violations()).singleElement().asString().contains("R1");
  }

  @Test
  void anEntityThatMovesFromOneLifeToTheNextIsClean() {
    Findings found =
        new Given()
            .row("order|one", 1, "a", "order-placed.1", "{}")
            .row("order|one", 2, "b", "order-confirmed.1", "{}")
            .judgedBy(WRITERS);

    assertThat(found.violations()).isEmpty();
    assertThat(found.lookedAt()).containsEntry("entities", 1).containsEntry("events", 2);
  }

  @Test
  void twoLivesInterleavedAreFound() {
    Findings found =
        new Given()
            .row("order|one", 1, "a", "order-placed.1", "{}")
            .row("order|one", 2, "b", "order-confirmed.1", "{}")
            .row("order|one", 3, "a", "order-cancelled.1", "{}")
            .judgedBy(WRITERS);

    assertThat(found.violations()).singleElement().asString().contains("K1");
  }

  @Test
  void aGapIsFound() {
    Findings found =
        new Given()
            .row("order|one", 1, "a", "order-placed.1", "{}")
            .row("order|one", 3, "a", "order-cancelled.1", "{}")
            .judgedBy(WRITERS);

    assertThat(found.violations()).singleElement().asString().contains("K2");
  }

  @Test
  void anOutcomeMustFollowFromThePledges() {
    Given run =
        Given.liveCampaign().row("campaign|c", "campaign-closed.1", "{\"outcome\":\"funded\"}");

    assertThat(run.judgedBy(OUTCOMES).violations()).singleElement().asString().contains("C1");
    assertThat(
            Given.liveCampaign()
                .hold("one", 2)
                .move('c', "one")
                .row("campaign|c", "campaign-closed.1", "{\"outcome\":\"funded\"}")
                .judgedBy(OUTCOMES)
                .violations())
        .isEmpty();
  }

  @Test
  void nobodyElseCallsACampaignOff() {
    Given run =
        Given.liveCampaign().row("campaign|c", "campaign-closed.1", "{\"outcome\":\"cancelled\"}");

    assertThat(run.judgedBy(OUTCOMES).violations()).singleElement().asString().contains("nobody");
    assertThat(run.done(Kind.CANCEL_CAMPAIGN, "c", 1, 2, "{}").judgedBy(OUTCOMES).violations())
        .isEmpty();
  }

  @Test
  void aVerdictOverNothingIsNotClean() {
    Verdict verdict = Checkers.check(new Given().evidence());

    assertThat(verdict.violationCount()).isZero();
    assertThat(verdict.isClean()).isFalse();
    assertThat(verdict.lines()).anyMatch(line -> line.contains("LOOKED AT NOTHING"));
  }
}
