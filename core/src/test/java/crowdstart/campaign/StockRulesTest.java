package crowdstart.campaign;

import static crowdstart.campaign.CampaignSpec.given;
import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds: who gets one, who keeps one, and what a repeat is told. */
class StockRulesTest {
  private static final StockAnswer RELEASED = new StockAnswer.Released();
  private static final StockAnswer CONFIRMED = new StockAnswer.Confirmed();
  private static final StockAnswer NOT_HELD = new StockAnswer.NotHeld();
  private static final StockAnswer SOLD_OUT = refused(HoldRefusal.SOLD_OUT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # limit   | per backer | others took | backer took | asks     | outcome
          1         | -          | 0           | 0           | 1        | HELD
          1         | -          | 0           | 0           | 2        | SOLD_OUT
          1         | -          | 1           | 0           | 1        | SOLD_OUT
          3         | -          | 2           | 0           | 1        | HELD
          3         | -          | 2           | 0           | 2        | SOLD_OUT
          3         | -          | 0           | 0           | 1 1 1    | HELD
          3         | -          | 0           | 0           | 2 2      | SOLD_OUT
          100000000 | -          | 0           | 0           | 1000     | HELD
          -         | -          | 1000        | 0           | 1000     | HELD
          -         | 1          | 1000        | 0           | 1        | HELD
          -         | 1          | 0           | 1           | 1        | PER_BACKER_LIMIT
          -         | 2          | 0           | 0           | 2        | HELD
          -         | 2          | 0           | 0           | 1 1      | HELD
          -         | 2          | 0           | 0           | 3        | PER_BACKER_LIMIT
          -         | 2          | 0           | 0           | 1 2      | PER_BACKER_LIMIT
          -         | 3          | 0           | 2           | 1        | HELD
          -         | 3          | 0           | 2           | 1 1      | PER_BACKER_LIMIT
          -         | 100000000  | 0           | 1000        | 1000     | HELD
          2         | 1          | 2           | 0           | 2        | PER_BACKER_LIMIT
          2         | 2          | 2           | 0           | 2        | SOLD_OUT
          """)
  void holdsWithinTheLimits(
      @Nullable Integer limit,
      @Nullable Integer perBacker,
      int others,
      int own,
      String asks,
      String outcome) {
    List<CampaignEvent> before = new ArrayList<>();
    before.add(created(tier(EARLY, limit, perBacker)));
    before.add(launched());
    if (others > 0) {
      before.add(moved(held(8, 8, priced(EARLY, others))));
    }
    if (own > 0) {
      before.add(moved(held(9, 1, priced(EARLY, own)), new Move.Confirmed(order(9))));
    }
    int[] quantities = Arrays.stream(asks.split(" ")).mapToInt(Integer::parseInt).toArray();
    assertThat(outcome(before, NOW, place(1, EARLY, quantities))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # starts after | ends after | asked after | outcome
          -              | -          | 0           | HELD
          1000           | -          | 999         | TIER_NOT_ON_SALE
          1000           | -          | 1000        | HELD
          -              | 1000       | 999         | HELD
          -              | 1000       | 1000        | TIER_NOT_ON_SALE
          1000           | 1001       | 1000        | HELD
          1000           | 1001       | 1001        | TIER_NOT_ON_SALE
          -              | -          | 2591999999  | HELD
          -              | -          | 2592000000  | CAMPAIGN_NOT_LIVE
          -              | 2592000000 | 2592000000  | CAMPAIGN_NOT_LIVE
          """)
  void sellsWithinItsTimes(@Nullable Long starts, @Nullable Long ends, long asked, String outcome) {
    Tier tier =
        new Tier(
            EARLY,
            "Early",
            PRICE,
            1,
            null,
            starts == null ? null : NOW.plusMillis(starts),
            ends == null ? null : NOW.plusMillis(ends));
    List<CampaignEvent> before = List.of(created(tier), launched());
    assertThat(outcome(before, NOW.plusMillis(asked), place(1, EARLY, 1))).isEqualTo(outcome);
  }

  @Test
  void givesTheFirstRefusalOfSeveral() {
    Tier closed = new Tier(EARLY, "Early", PRICE, 1, 1, null, NOW);
    Line soldOutNotOnSale = new Line(EARLY, 2);
    Line unknown = new Line(new crowdstart.identity.TierId("none"), 1);
    Line overLimits = new Line(LATE, 3);
    CampaignEvent created = created(closed, tier(LATE, 2, 1));

    given().when(place(1, 1, unknown)).thenAnswers(refused(HoldRefusal.UNKNOWN_CAMPAIGN));
    given(created)
        .when(place(1, 1, soldOutNotOnSale, unknown))
        .thenAnswers(refused(HoldRefusal.CAMPAIGN_NOT_LIVE));
    given(created, launched())
        .when(place(1, 1, overLimits, soldOutNotOnSale, unknown))
        .thenAnswers(refused(HoldRefusal.UNKNOWN_TIER));
    given(created, launched())
        .when(place(1, 1, overLimits, soldOutNotOnSale))
        .thenAnswers(refused(HoldRefusal.TIER_NOT_ON_SALE));
    given(created, launched())
        .when(place(1, 1, overLimits))
        .thenAnswers(refused(HoldRefusal.PER_BACKER_LIMIT));
  }

  @Test
  void takesAllLinesOrNone() {
    CampaignSpec campaign = given(created(tier(EARLY, 5, null), tier(LATE, 1, null)), launched());
    campaign
        .when(place(1, 1, new Line(EARLY, 1), new Line(LATE, 2)))
        .thenAnswers(SOLD_OUT)
        .thenMoves();
    campaign
        .when(place(1, 1, new Line(EARLY, 1), new Line(LATE, 1)))
        .thenMoves(held(1, 1, priced(EARLY, 1), priced(LATE, 1)));
  }

  @Test
  void laterCommandsOfABatchSeeTheEarlierOnes() {
    given(created(tier(EARLY, 2, null)), launched())
        .when(
            place(1, EARLY, 2),
            place(2, EARLY, 1),
            release(1),
            place(3, EARLY, 1),
            confirm(3),
            place(1, EARLY, 1),
            place(4, EARLY, 1))
        .thenAnswers(
            heldAnswer(2), SOLD_OUT, RELEASED, heldAnswer(1), CONFIRMED, heldAnswer(1), SOLD_OUT);
  }

  @Test
  void aRepeatGetsItsFirstHoldEvenWhereTodaysRulesWouldRefuse() {
    CampaignEvent[] soldOut = {
      created(tier(EARLY, 1, 1)), launched(), moved(held(1, 1, priced(EARLY, 1)))
    };
    given(soldOut).when(place(1, EARLY, 1)).thenAnswers(heldAnswer(1)).thenMoves();
    given(soldOut).when(place(1, EARLY, 7)).thenAnswers(heldAnswer(1)).thenMoves();
    given(soldOut).when(confirm(1), place(1, EARLY, 1)).thenAnswers(CONFIRMED, heldAnswer(1));
  }

  @Test
  void confirmReleaseAndForgetMayBeRepeated() {
    CampaignSpec held =
        given(created(tier(EARLY, 3, 3)), launched(), moved(held(1, 1, priced(EARLY, 3))));
    held.when(confirm(1), confirm(1))
        .thenAnswers(CONFIRMED, CONFIRMED)
        .thenMoves(new Move.Confirmed(order(1)));
    held.when(release(1), release(1))
        .thenAnswers(RELEASED, NOT_HELD)
        .thenMoves(new Move.Released(order(1)));
    held.when(confirm(1), forget(1), forget(1), confirm(1), release(1))
        .thenAnswers(CONFIRMED, RELEASED, NOT_HELD, NOT_HELD, NOT_HELD)
        .thenMoves(new Move.Confirmed(order(1)), new Move.Forgotten(order(1)));
    held.when(forget(1)).thenAnswers(NOT_HELD).thenMoves();
    held.when(confirm(1), release(1), place(2, EARLY, 3))
        .thenAnswers(CONFIRMED, RELEASED, heldAnswer(3));
    held.when(confirm(2), release(2), forget(2)).thenAnswers(NOT_HELD, NOT_HELD, NOT_HELD);
    given().when(confirm(2), release(2), forget(2)).thenAnswers(NOT_HELD, NOT_HELD, NOT_HELD);
  }

  @Test
  void lookingForAHoldChangesNothing() {
    CampaignSpec held =
        given(created(tier(EARLY, 3, 3)), launched(), moved(held(1, 1, priced(EARLY, 3))));
    held.when(find(1), find(2)).thenAnswers(heldAnswer(3), NOT_HELD).thenMoves();
    held.when(confirm(1), find(1), release(1), find(1))
        .thenAnswers(CONFIRMED, heldAnswer(3), RELEASED, NOT_HELD);
    given().when(find(1)).thenAnswers(NOT_HELD).thenMoves();
  }

  @Test
  void forgottenUnitsStaySold() {
    CampaignEvent[] sold = {
      created(tier(EARLY, 3, 3)),
      launched(),
      moved(
          held(1, 1, priced(EARLY, 3)), new Move.Confirmed(order(1)), new Move.Forgotten(order(1)))
    };
    given(sold).when(place(2, EARLY, 1)).thenAnswers(SOLD_OUT);
    given(sold)
        .when(place(2, 1, new Line(EARLY, 1)))
        .thenAnswers(refused(HoldRefusal.PER_BACKER_LIMIT));
  }

  @Test
  void aHoldRunsOutAtItsInstantAndItsUnitsGoToTheNext() {
    CampaignEvent[] held = {
      created(tier(EARLY, 1, null)), launched(), moved(held(1, 1, priced(EARLY, 1)))
    };
    Instant justBefore = EXPIRES_AT.minusMillis(1);
    given(held).at(justBefore).when(place(2, EARLY, 1)).thenAnswers(SOLD_OUT).thenMoves();
    given(held).at(justBefore).when(confirm(1)).thenAnswers(CONFIRMED);
    given(held)
        .at(EXPIRES_AT)
        .when(confirm(1), release(1))
        .thenAnswers(NOT_HELD, NOT_HELD)
        .thenMoves(new Move.Expired(order(1)));
    Instant again = EXPIRES_AT.plus(HOLD_DURATION);
    given(held)
        .at(EXPIRES_AT)
        .when(place(1, EARLY, 1), place(2, EARLY, 1))
        .thenAnswers(new StockAnswer.Held(List.of(priced(EARLY, 1)), EUR, again), SOLD_OUT)
        .thenMoves(
            new Move.Expired(order(1)),
            new Move.Held(order(1), backer(1), List.of(priced(EARLY, 1)), again));
    given(held).at(EXPIRES_AT).when().thenMoves(new Move.Expired(order(1)));
  }

  @Test
  void soldUnitsNeverExpire() {
    CampaignEvent[] sold = {
      created(tier(EARLY, 1, null)),
      launched(),
      moved(held(1, 1, priced(EARLY, 1)), new Move.Confirmed(order(1)))
    };
    given(sold).at(EXPIRES_AT).when(place(2, EARLY, 1)).thenAnswers(SOLD_OUT).thenMoves();
    assertThatThrownBy(() -> given(sold[0], sold[1], sold[2], moved(new Move.Expired(order(1)))))
        .hasMessageContaining("S5");
  }

  @Test
  void anOrderThatComesBackWithinItsInstantExpiresOnce() {
    given(
            created(tier(EARLY, 1, null)),
            launched(),
            moved(
                held(1, 1, priced(EARLY, 1)),
                new Move.Released(order(1)),
                held(1, 1, priced(EARLY, 1))))
        .at(EXPIRES_AT)
        .when()
        .thenMoves(new Move.Expired(order(1)));
  }

  @Test
  void soldUnitsDoNotKeepASoldOutCampaignFromAnsweringFromMemory() {
    CampaignState state = new CampaignState.Absent();
    for (CampaignEvent event :
        List.of(
            created(tier(EARLY, 1, null)),
            launched(),
            moved(held(1, 1, priced(EARLY, 1))),
            moved(new Move.Confirmed(order(1))))) {
      state = Campaign.evolve(state, event);
    }
    assertThat(Campaign.refusal(state, place(2, EARLY, 1), NOW)).isEqualTo(HoldRefusal.SOLD_OUT);
    assertThat(Campaign.refusal(state, place(2, EARLY, 1), EXPIRES_AT))
        .as("behind the instant at which the hold would have run out")
        .isEqualTo(HoldRefusal.SOLD_OUT);
  }

  private static String outcome(List<CampaignEvent> before, Instant now, StockCommand command) {
    StockDecision decision =
        given(before.toArray(CampaignEvent[]::new)).at(now).when(command).decision();
    return CampaignSpec.word(decision.answers().getFirst());
  }

  private static StockAnswer heldAnswer(int quantity) {
    return new StockAnswer.Held(List.of(priced(EARLY, quantity)), EUR, EXPIRES_AT);
  }

  private static StockAnswer refused(HoldRefusal reason) {
    return new StockAnswer.Refused(reason);
  }
}
