package crowdstart.campaign;

import static crowdstart.campaign.CampaignSpec.given;
import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.identity.TierId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a campaign may change, as a draft and behind its launch. */
class EditRulesTest {
  private static final ManageCommand LAUNCH = new ManageCommand.Launch();
  private static final Tier TEN = tier(EARLY, 10, 3);

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
    KeptOfTier all = new KeptOfTier(true, true, true, true, false);
    Tier renamed = new Tier(EARLY, "Earlier", PRICE, 10, 2, NOW, DEADLINE);
    for (CampaignSpec spec : List.of(given(created(whole)), given(created(whole), launched()))) {
      spec.when(keeping(List.of(title, added), List.of(all, all)))
          .then(new CampaignEvent.Edited(details(renamed, added), NOW));
      spec.when(keeping(List.of(renamed), List.of(new KeptOfTier(false, true, true, true, false))))
          .then(new CampaignEvent.Edited(details(renamed), NOW));
    }
    given(created(whole), launched())
        .when(keeping(List.of(title), List.of(new KeptOfTier(false, true, true, true, false))))
        .then(
            new CampaignEvent.Edited(
                details(new Tier(EARLY, "Earlier", PRICE, null, 2, NOW, DEADLINE)), NOW));
    given(created(whole), launched())
        .when(keeping(List.of(title), List.of(KeptOfTier.NOTHING)))
        .thenInvalid("/tiers/0/perBackerLimit", "/tiers/0/startsAt", "/tiers/0/endsAt");
  }

  @Test
  void aTierWithoutAnIdIsNoneOfThoseBefore() {
    Tier whole = new Tier(new TierId("t1"), "Early", PRICE, 10, 2, NOW, DEADLINE);
    Tier given = new Tier(new TierId("t1"), "Late", PRICE, null, null, null, null);
    Tier numbered = new Tier(new TierId("t2"), "Late", PRICE, null, null, null, null);
    given(created(whole))
        .when(keeping(List.of(given), List.of(KeptOfTier.OF_NEW)))
        .then(new CampaignEvent.Edited(details(numbered), NOW));
    given(created(whole), launched())
        .when(keeping(List.of(given), List.of(KeptOfTier.OF_NEW)))
        .thenInvalid("/tiers/0");
  }

  @Test
  void whatAnEditDoesNotTouchIsLookedAtWithTheLaunch() {
    Tier over = new Tier(EARLY, "Early", PRICE, 10, 2, null, NOW.plusSeconds(1));
    ManageCommand.Edit title =
        new ManageCommand.Edit("Another", null, null, null, null, null, null);
    CampaignDetails renamed = EditRules.apply(details(over), title);
    given(created(over))
        .at(DEADLINE.plusSeconds(1))
        .when(title)
        .then(new CampaignEvent.Edited(renamed, DEADLINE.plusSeconds(1)));
    given(created(over))
        .at(DEADLINE.plusSeconds(1))
        .when(new ManageCommand.Launch())
        .thenInvalid("/deadline", "/tiers/0/endsAt");
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
