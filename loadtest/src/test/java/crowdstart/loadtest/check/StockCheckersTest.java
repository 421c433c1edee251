package crowdstart.loadtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.history.Kind;
import org.junit.jupiter.api.Test;

/** Stock, and what clients are told of it. */
class StockCheckersTest {
  private static final Checker STOCK = new StockChecker();
  private static final Checker SOLD_OUT = new SoldOutChecker();
  private static final Checker HOLDS = new HoldChecker();

  @Test
  void aJournalThatHoldsConfirmsAndReleasesIsClean() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 1)
            .hold("two", 1)
            .move('c', "one")
            .move('r', "two")
            .hold("three", 1)
            .move('e', "three")
            .judgedBy(STOCK);

    assertThat(found.violations()).isEmpty();
    assertThat(found.lookedAt()).containsEntry("moves", 6).containsEntry("campaigns", 1);
  }

  @Test
  void anOversoldPrefixIsFoundEvenIfItIsMendedLater() {
    Findings found =
        Given.liveCampaign().hold("one", 2).hold("two", 1).move('r', "two").judgedBy(STOCK);

    assertThat(found.violations()).singleElement().asString().contains("S1", "3 of 2 early");
  }

  @Test
  void aSoldUnitDoesNotExpire() {
    Findings found =
        Given.liveCampaign().hold("one", 1).move('c', "one").move('e', "one").judgedBy(STOCK);

    assertThat(found.violations()).singleElement().asString().contains("S5");
  }

  @Test
  void aHoldEndsOnce() {
    Findings found =
        Given.liveCampaign().hold("one", 1).move('r', "one").move('e', "one").judgedBy(STOCK);

    assertThat(found.violations()).singleElement().asString().contains("S3", "has no hold");
  }

  @Test
  void nothingIsHeldBehindTheEnd() {
    Findings found =
        Given.liveCampaign()
            .row("campaign|c", "campaign-closed.1", "{\"outcome\":\"unfunded\"}")
            .hold("one", 1)
            .judgedBy(STOCK);

    assertThat(found.violations()).singleElement().asString().contains("C2");
  }

  @Test
  void storedTotalsMustBeThoseThatTheMovesComeTo() {
    Findings found =
        Given.liveCampaign()
            .row(
                "campaign|c",
                "stock-moved.1",
                """
                {"kinds":"h","orders":["one"],"backers":["b"],"lineCounts":[1],
                 "offers":[{"tier":"early","price":10}],"lineOffers":[0],"lineQuantities":[1],
                 "totals":{"tiers":[{"held":2,"sold":0}],"orders":1,"backers":1}}\
                """)
            .judgedBy(STOCK);

    assertThat(found.violations()).singleElement().asString().contains("H1");
  }

  @Test
  void soldOutIsTrueWhileAnothersHoldMayHaveStood() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 2)
            .placed("one", 2)
            .move('r', "one")
            .place("k-one", 2, 10, 20, "one")
            .refused("k-two", 1, 30, 40, "sold-out")
            .done(Kind.CANCEL_ORDER, "one", 50, 60, "{\"state\":\"cancelled\"}")
            .judgedBy(SOLD_OUT);

    assertThat(found.violations()).isEmpty();
    assertThat(found.lookedAt()).containsEntry("sold-out answers", 1);
  }

  @Test
  void soldOutIsFalseOnceAllIsKnownToBeBack() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 2)
            .placed("one", 2)
            .move('r', "one")
            .place("k-one", 2, 10, 20, "one")
            .done(Kind.CANCEL_ORDER, "one", 50, 60, "{\"state\":\"cancelled\"}")
            .refused("k-two", 1, 70, 80, "sold-out")
            .judgedBy(SOLD_OUT);

    assertThat(found.violations()).singleElement().asString().contains("S4");
  }

  @Test
  void soldOutIsFalseBeforeAnybodyAskedForAnything() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 2)
            .placed("one", 2)
            .refused("k-two", 1, 1, 5, "sold-out")
            .place("k-one", 2, 10, 20, "one")
            .judgedBy(SOLD_OUT);

    assertThat(found.violations()).singleElement().asString().contains("S4");
  }

  @Test
  void atRestStockStandsWithItsOrders() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 1)
            .placed("one", 1)
            .move('c', "one")
            .order("one", "confirmed")
            .judgedBy(HOLDS);

    assertThat(found.violations()).isEmpty();
    assertThat(found.lookedAt()).containsEntry("sold orders", 1);
  }

  @Test
  void aHoldThatIsLeftIsFound() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 1)
            .placed("one", 1)
            .order("one", "cancelled")
            .judgedBy(HOLDS);

    assertThat(found.violations()).singleElement().asString().contains("a hold is left of one");
  }

  @Test
  void unitsSoldToACancelledOrderAreFound() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 1)
            .placed("one", 1)
            .move('c', "one")
            .order("one", "confirmed")
            .order("one", "cancelled")
            .judgedBy(HOLDS);

    assertThat(found.violations()).singleElement().asString().contains("sold to an order");
  }

  @Test
  void aConfirmedOrderWithoutUnitsIsFound() {
    Findings found =
        Given.liveCampaign()
            .hold("one", 1)
            .move('e', "one")
            .placed("one", 1)
            .order("one", "confirmed")
            .judgedBy(HOLDS);

    assertThat(found.violations()).singleElement().asString().contains("its units are not sold");
  }
}
