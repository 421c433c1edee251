package crowdstart.campaign;

import static crowdstart.campaign.CampaignSpec.given;
import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A campaign's life: created, launched, cancelled, closed. */
class ManageRulesTest {
  private static final ManageCommand LAUNCH = new ManageCommand.Launch();
  private static final ManageCommand CANCEL = new ManageCommand.Cancel();
  private static final ManageCommand CLOSE = new ManageCommand.Close();
  private static final Tier TEN = tier(EARLY, 10, 3);

  @Test
  void isCreatedOnce() {
    ManageCommand create = new ManageCommand.Create(details(TEN));
    given().when(create).then(created(TEN));
    given(created(TEN)).when(create).thenAlreadyDone();
    given(created(TEN), launched()).when(create).thenAlreadyDone();
    given(created(TEN))
        .when(new ManageCommand.Create(details(tier(EARLY, 11, 3))))
        .thenRefused(new ManageRefusal.WrongStage(Stage.DRAFT));
  }

  @Test
  void nothingCanBeAskedOfACampaignThatIsNot() {
    for (ManageCommand command : List.of(edit(), LAUNCH, CANCEL, CLOSE)) {
      given().when(command).thenRefused(new ManageRefusal.UnknownCampaign());
    }
  }

  @Test
  void launchesOnceAndOnlyWithATier() {
    given(created(TEN)).when(LAUNCH).then(launched());
    given(created(TEN), launched()).when(LAUNCH).thenAlreadyDone();
    given(created()).when(LAUNCH).thenInvalid("/tiers");
    given(created(TEN)).at(DEADLINE).when(LAUNCH).thenInvalid("/deadline");
    given(created(TEN))
        .at(DEADLINE.minusMillis(1))
        .when(LAUNCH)
        .then(new CampaignEvent.Launched(DEADLINE.minusMillis(1)));
    given(created(TEN), closed(Stage.CANCELLED, 0))
        .when(LAUNCH)
        .thenRefused(new ManageRefusal.WrongStage(Stage.CANCELLED));
  }

  @Test
  void isCancelledOnceAndItsOpenHoldsRunOutWithIt() {
    given(created(TEN)).when(CANCEL).then(closed(Stage.CANCELLED, 0));
    given(created(TEN), closed(Stage.CANCELLED, 0)).when(CANCEL).thenAlreadyDone();
    given(created(TEN), launched(), closed(Stage.FUNDED, 1_000))
        .when(CANCEL)
        .thenRefused(new ManageRefusal.WrongStage(Stage.FUNDED));
    given(
            created(TEN),
            launched(),
            moved(
                held(1, 1, priced(EARLY, 2)),
                held(2, 2, priced(EARLY, 3)),
                new Move.Confirmed(order(2))))
        .when(CANCEL)
        .then(moved(new Move.Expired(order(1))), closed(Stage.CANCELLED, 300));
  }

  @Test
  void soldUnitsCanBeSettledBehindTheOutcomeAndNothingCanBeHeld() {
    CampaignSpec funded =
        given(
            created(TEN),
            launched(),
            moved(held(1, 1, priced(EARLY, 2)), new Move.Confirmed(order(1))),
            closed(Stage.FUNDED, 200));
    funded
        .when(confirm(1), place(2, EARLY, 1), forget(1))
        .thenAnswers(
            new StockAnswer.Confirmed(),
            new StockAnswer.Refused(HoldRefusal.CAMPAIGN_NOT_LIVE),
            new StockAnswer.Released())
        .thenMoves(new Move.Forgotten(order(1)));
    funded.when(release(1)).thenMoves(new Move.Released(order(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # model             | sold units | held units | milliseconds past | outcome
          ALL_OR_NOTHING      | 10         | 0          | -1                | LIVE
          ALL_OR_NOTHING      | 10         | 0          | 0                 | FUNDED
          ALL_OR_NOTHING      | 10         | 0          | 3600000           | FUNDED
          ALL_OR_NOTHING      | 11         | 0          | 0                 | FUNDED
          ALL_OR_NOTHING      | 9          | 0          | 0                 | UNFUNDED
          ALL_OR_NOTHING      | 9          | 1          | 0                 | UNFUNDED
          ALL_OR_NOTHING      | 0          | 0          | 0                 | UNFUNDED
          KEEP_WHAT_YOU_RAISE | 10         | 0          | -1                | LIVE
          KEEP_WHAT_YOU_RAISE | 1          | 0          | 0                 | FUNDED
          KEEP_WHAT_YOU_RAISE | 0          | 10         | 0                 | UNFUNDED
          """)
  void closesAtItsDeadline(FundingModel model, int sold, int held, long past, Stage outcome) {
    CampaignSpec campaign =
        given(
            new CampaignEvent.Created(details(CAMPAIGN, model, tier(EARLY, null, null)), NOW),
            launched(),
            sold == 0
                ? moved()
                : moved(held(1, 1, priced(EARLY, sold)), new Move.Confirmed(order(1))),
            held == 0 ? moved() : moved(held(2, 2, priced(EARLY, held))));
    Instant now = DEADLINE.plusMillis(past);
    CampaignEvent closed = new CampaignEvent.Closed(outcome, sold * PRICE, now);
    if (outcome == Stage.LIVE) {
      campaign.at(now).when(CLOSE).thenAlreadyDone();
    } else if (held == 0) {
      campaign.at(now).when(CLOSE).then(closed);
    } else {
      CampaignEvent expired =
          new CampaignEvent.StockMoved(List.of(new Move.Expired(order(2))), now);
      campaign.at(now).when(CLOSE).then(expired, closed);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FUNDED", "UNFUNDED", "CANCELLED"})
  void hasOneOutcome(Stage outcome) {
    CampaignSpec over = given(created(TEN), launched(), closed(outcome, 0)).at(DEADLINE);
    over.when(CLOSE).thenAlreadyDone();
    over.when(title("Another")).thenRefused(new ManageRefusal.WrongStage(outcome));
    over.when(title(details().title())).thenAlreadyDone();
    assertThatThrownBy(
            () -> given(created(TEN), launched(), closed(outcome, 0), closed(outcome, 0)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDraftIsNotClosedByItsDeadline() {
    given(created(TEN)).at(DEADLINE.plus(Duration.ofDays(9))).when(CLOSE).thenAlreadyDone();
  }

  private static CampaignEvent closed(Stage outcome, long pledged) {
    return new CampaignEvent.Closed(outcome, pledged, NOW);
  }
}
