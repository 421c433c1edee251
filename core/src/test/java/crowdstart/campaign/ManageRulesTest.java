package crowdstart.campaign;

import static crowdstart.campaign.CampaignSpec.given;
import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A campaign's life: created, edited, launched, cancelled, closed. */
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # taken | new limit | outcome
          4       | 10        | DONE
          4       | 11        | ACCEPTED
          4       | 100000000 | ACCEPTED
          4       | 100000001 | /tiers/0/limit
          4       | -         | ACCEPTED
          4       | 5         | ACCEPTED
          4       | 4         | ACCEPTED
          4       | 3         | /tiers/0/limit
          0       | 1         | ACCEPTED
          0       | 0         | /tiers/0/limit
          10      | 10        | DONE
          10      | 9         | /tiers/0/limit
          """)
  void aLimitMayFallToWhatIsTaken(int taken, @Nullable Integer limit, String outcome) {
    // Half of it held and half of it sold: both count (S6).
    List<Move> moves =
        taken == 0
            ? List.of()
            : List.of(
                held(1, 1, priced(EARLY, taken / 2)),
                held(2, 2, priced(EARLY, taken - taken / 2)),
                new Move.Confirmed(order(2)));
    CampaignSpec.Managed edited =
        given(created(TEN), launched(), new CampaignEvent.StockMoved(moves, NOW))
            .when(tiers(tier(EARLY, limit, 3)));
    assertThat(outcome(edited.decision())).isEqualTo(outcome);
  }

  @Test
  void aDraftMayChangeInEverything() {
    CampaignDetails old = details(TEN);
    CampaignDetails other =
        new CampaignDetails(
            CAMPAIGN,
            "Two lamps",
            "Both shine.",
            old.creator(),
            java.util.Currency.getInstance("JPY"),
            5,
            DEADLINE.plusSeconds(1),
            FundingModel.KEEP_WHAT_YOU_RAISE,
            List.of(tier(LATE, null, null)));
    given(created(TEN)).when(everything(other)).then(new CampaignEvent.Edited(other, NOW));
    given(created(TEN)).when(edit()).thenAlreadyDone();
    given(created(TEN)).when(everything(old)).thenAlreadyDone();
    given(created(TEN), launched())
        .when(everything(other))
        .thenInvalid("/currency", "/goal", "/deadline", "/fundingModel", "/tiers/0");
  }

  @Test
  void behindTheLaunchTextChangesAndTiersAreAdded() {
    CampaignSpec live = given(created(TEN), launched());
    live.when(title("Better")).then(new CampaignEvent.Edited(titled("Better", TEN), NOW));
    Tier added = tier(LATE, 5, null);
    live.when(tiers(TEN, added)).then(new CampaignEvent.Edited(details(TEN, added), NOW));
    live.when(tiers(added, TEN)).thenInvalid("/tiers/0");
    live.when(tiers()).thenInvalid("/tiers/0");
    live.when(tiers(TEN, TEN)).thenInvalid("/tiers/1/id");
    Tier other = new Tier(EARLY, "Tier early", 101, 10, 2, NOW, DEADLINE);
    live.when(tiers(other))
        .thenInvalid(
            "/tiers/0/price", "/tiers/0/perBackerLimit", "/tiers/0/startsAt", "/tiers/0/endsAt");
  }

  @Test
  void whatIsOfferedCanBeChargedAndIsOnSaleAtSomeMoment() {
    for (long price : new long[] {0, 1, 49, 100_000_000}) {
      Tier tier = new Tier(EARLY, "Early", price, null, null, null, null);
      given().when(new ManageCommand.Create(details(tier))).thenInvalid("/tiers/0/price");
      given(created(TEN)).when(tiers(tier)).thenInvalid("/tiers/0/price");
      given(created(tier)).when(LAUNCH).thenInvalid("/tiers/0/price");
      given(created(TEN), launched())
          .when(tiers(TEN, new Tier(LATE, "Late", price, null, null, null, null)))
          .thenInvalid("/tiers/1/price");
      // Sold before there was the rule: its text may still change.
      given(created(tier), launched())
          .when(title("Better"))
          .then(new CampaignEvent.Edited(titled("Better", tier), NOW));
    }
    Tier least = new Tier(EARLY, "Early", 50, null, null, null, null);
    given().when(new ManageCommand.Create(details(least))).then(created(least));
    given(created(least)).when(currency("HUF")).thenInvalid("/tiers/0/price");
    given(created(TEN)).when(currency("DEM")).thenInvalid("/currency");

    Tier late = new Tier(EARLY, "Early", PRICE, null, null, DEADLINE, null);
    Tier over = new Tier(EARLY, "Early", PRICE, null, null, null, NOW);
    given().when(new ManageCommand.Create(details(late))).thenInvalid("/tiers/0/startsAt");
    given().when(new ManageCommand.Create(details(over))).thenInvalid("/tiers/0/endsAt");
    given(created(over), launched())
        .when(title("Better"))
        .then(new CampaignEvent.Edited(titled("Better", over), NOW));
  }

  private static ManageCommand.Edit currency(String code) {
    return new ManageCommand.Edit(
        null, null, java.util.Currency.getInstance(code), null, null, null, null);
  }

  @Test
  void whatATierLeavesOutStaysAsItWas() {
    Tier whole = new Tier(EARLY, "Early", PRICE, 10, 2, NOW, DEADLINE);
    Tier title = new Tier(EARLY, "Earlier", PRICE, null, null, null, null);
    Tier added = new Tier(LATE, "Late", PRICE, 7, null, null, null);
    KeptOfTier all = new KeptOfTier(true, true, true, true);
    Tier renamed = new Tier(EARLY, "Earlier", PRICE, 10, 2, NOW, DEADLINE);
    for (CampaignSpec spec : List.of(given(created(whole)), given(created(whole), launched()))) {
      spec.when(keeping(List.of(title, added), List.of(all, all)))
          .then(new CampaignEvent.Edited(details(renamed, added), NOW));
      spec.when(keeping(List.of(renamed), List.of(new KeptOfTier(false, true, true, true))))
          .then(new CampaignEvent.Edited(details(renamed), NOW));
    }
    given(created(whole), launched())
        .when(keeping(List.of(title), List.of(new KeptOfTier(false, true, true, true))))
        .then(
            new CampaignEvent.Edited(
                details(new Tier(EARLY, "Earlier", PRICE, null, 2, NOW, DEADLINE)), NOW));
    given(created(whole), launched())
        .when(keeping(List.of(title), List.of(KeptOfTier.NOTHING)))
        .thenInvalid("/tiers/0/perBackerLimit", "/tiers/0/startsAt", "/tiers/0/endsAt");
  }

  private static ManageCommand.Edit keeping(List<Tier> tiers, List<KeptOfTier> kept) {
    return new ManageCommand.Edit(null, null, null, null, null, null, tiers, kept);
  }

  @Test
  void anAddedTierSellsAtOnce() {
    given(
            created(TEN),
            launched(),
            moved(held(1, 1, priced(EARLY, 1))),
            new CampaignEvent.Edited(details(TEN, tier(LATE, 1, null)), NOW))
        .when(place(2, LATE, 1))
        .thenMoves(held(2, 2, priced(LATE, 1)));
  }

  private static String outcome(Decision decision) {
    return switch (decision) {
      case Decision.Accept _ -> "ACCEPTED";
      case Decision.AlreadyDone _ -> "DONE";
      case Decision.Reject(ManageRefusal.Invalid(List<FieldError> errors)) ->
          String.join(" ", errors.stream().map(FieldError::pointer).toList());
      case Decision.Reject(ManageRefusal why) -> why.toString();
    };
  }

  private static CampaignEvent closed(Stage outcome, long pledged) {
    return new CampaignEvent.Closed(outcome, pledged, NOW);
  }

  private static CampaignDetails titled(String title, Tier... tiers) {
    CampaignDetails old = details(tiers);
    return new CampaignDetails(
        old.id(),
        title,
        old.story(),
        old.creator(),
        old.currency(),
        old.goal(),
        old.deadline(),
        old.fundingModel(),
        old.tiers());
  }

  private static ManageCommand.Edit everything(CampaignDetails as) {
    return new ManageCommand.Edit(
        as.title(),
        as.story(),
        as.currency(),
        as.goal(),
        as.deadline(),
        as.fundingModel(),
        as.tiers());
  }
}
