package crowdstart.campaign;

import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a campaign may be, at the edges. */
class DetailsRulesTest {
  private static final String FINE = "fine";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # title | story | creator | goal             | seconds to run | outcome
          1       | 0     | 1       | 1                | 1              | fine
          120     | 20000 | 100     | 1000000000000000 | 31622400       | fine
          0       | 0     | 1       | 1                | 1              | /title
          121     | 0     | 1       | 1                | 1              | /title
          1       | 20001 | 1       | 1                | 1              | /story
          1       | 0     | 0       | 1                | 1              | /creator
          1       | 0     | 101     | 1                | 1              | /creator
          1       | 0     | 1       | 0                | 1              | /goal
          1       | 0     | 1       | -1               | 1              | /goal
          1       | 0     | 1       | 1000000000000001 | 1              | /goal
          1       | 0     | 1       | 1                | 0              | /deadline
          1       | 0     | 1       | 1                | 31622401       | /deadline
          0       | 0     | 0       | 0                | 0              | /title /creator /goal /deadline
          """)
  void campaign(int title, int story, int creator, long goal, long seconds, String outcome) {
    CampaignDetails details =
        new CampaignDetails(
            CAMPAIGN,
            "x".repeat(title),
            "x".repeat(story),
            "x".repeat(creator),
            EUR,
            goal,
            NOW.plusSeconds(seconds),
            FundingModel.ALL_OR_NOTHING,
            List.of());
    assertThat(outcome(details)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # price     | limit     | per backer | starts               | ends                  | outcome
          50          | 1         | 1          | -                    | -                     | fine
          99999999    | 100000000 | 100000000  | 1970-01-01T00:00:00Z | 9999-12-31T23:59:59Z  | fine
          50          | -         | -          | 2026-03-02T00:00:00Z | 2026-03-02T00:00:01Z  | fine
          49          | -         | -          | -                    | -                     | /price
          100000000   | -         | -          | -                    | -                     | /price
          50          | 0         | -          | -                    | -                     | /limit
          50          | -1        | -          | -                    | -                     | /limit
          50          | 100000001 | -          | -                    | -                     | /limit
          50          | -         | 0          | -                    | -                     | /perBackerLimit
          50          | -         | 100000001  | -                    | -                     | /perBackerLimit
          50          | -         | -          | 2026-03-02T00:00:00Z | 2026-03-02T00:00:00Z  | /endsAt
          50          | -         | -          | 1969-12-31T23:59:59Z | -                     | /startsAt
          50          | -         | -          | -                    | +10000-01-01T00:00:00Z | /endsAt
          50          | -         | -          | -                    | +1000000000-12-31T23:59:59.999999999Z | /endsAt
          50          | -         | -          | 2026-03-31T11:59:59Z | -                     | fine
          50          | -         | -          | 2026-03-31T12:00:00Z | -                     | /startsAt
          50          | -         | -          | -                    | 2026-03-01T12:00:00Z  | /endsAt
          50          | -         | -          | -                    | 2026-03-01T12:00:01Z  | fine
          """)
  void tier(
      long price,
      @Nullable Integer limit,
      @Nullable Integer perBacker,
      @Nullable Instant starts,
      @Nullable Instant ends,
      String outcome) {
    Tier tier = new Tier(EARLY, "Early", price, limit, perBacker, starts, ends);
    assertThat(outcome(details(tier)).replace("/tiers/0", "")).isEqualTo(outcome);
  }

  @Test
  void tiersAreFewAndHaveNamesOfTheirOwn() {
    assertThat(outcome(details(tiers(DetailsRules.TIERS_MAX)))).isEqualTo(FINE);
    assertThat(outcome(details(tiers(DetailsRules.TIERS_MAX + 1)))).isEqualTo("/tiers");
    Tier early = Fixture.tier(EARLY, 1, null);
    assertThat(outcome(details(early, Fixture.tier(LATE, 1, null), early)))
        .isEqualTo("/tiers/2/id");
  }

  @Test
  void whitespaceIsNoTitleAndPostgresCannotHoldANul() {
    for (String title : List.of(" ", "\t\n", "a\0b")) {
      Tier tier = new Tier(EARLY, title, 50, null, null, null, null);
      assertThat(outcome(details(tier))).isEqualTo("/tiers/0/title");
    }
  }

  private static Tier[] tiers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Fixture.tier(new crowdstart.identity.TierId("t" + i), 1, null))
        .toArray(Tier[]::new);
  }

  private static String outcome(CampaignDetails details) {
    List<FieldError> errors = DetailsRules.check(details, NOW);
    return errors.isEmpty()
        ? FINE
        : String.join(" ", errors.stream().map(FieldError::pointer).toList());
  }
}
