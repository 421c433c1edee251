package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a campaign is told field by field. */
class BadCampaignTest extends BadInput {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /title           | ""
          /title           | 1
          /title           | "a\\nb"
          /story           | null
          /story           | "a\\u0000b"
          /creator         | ""
          /currency        | "eur"
          /currency        | "XXX"
          /currency        | "XAU"
          /currency        | "ISK"
          /currency        | "KWD"
          /currency        | "DEM"
          /currency        | "HRK"
          /currency        | "MRO"
          /currency        | "CHE"
          /currency        | "ABC"
          /currency        | 978
          /goal            | 0
          /goal            | -1
          /goal            | 1000000000000001
          /goal            | 9223372036854775808
          /goal            | 10.5
          /goal            | "10"
          /deadline        | "2020-01-01T00:00:00Z"
          /deadline        | "2999-01-01T00:00:00Z"
          /deadline        | "2030-02-30T00:00:00Z"
          /deadline        | "2030-01-01"
          /deadline        | "+999999999-01-01T00:00:00Z"
          /deadline        | 1893456000
          /fundingModel    | "ALL_OR_NOTHING"
          /fundingModel    | null
          /tiers           | {}
          /tiers           | null
          /tiers/0         | 1
          /tiers/0/id      | "Early Bird"
          /tiers/0/price   | 0
          /tiers/0/price   | 49
          /tiers/0/price   | 100000000
          /tiers/0/price   | 1.5
          /tiers/0/limit   | 0
          /tiers/0/limit   | 2147483648
          /tiers/0/limit   | "5"
          /tiers/0/perBackerLimit | -1
          /tiers/0/startsAt | "now"
          /tiers/0/startsAt | "2999-01-01T00:00:00Z"
          /tiers/0/endsAt  | "2020-01-01T00:00:00Z"
          /tiers/1/id      | "early-bird"
          /tiers/0/remaining | 5
          /state           | "live"
          /id              | "local-00000000000000000000000000"
          """)
  void aWrongFieldOfACampaignIsPointedAt(String pointer, String value) {
    String whole = set(Given.campaign(10), pointer, value);
    Client.Answer answer = client.postText("/v1/campaigns", whole);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.pointers()).contains(pointer);
  }
}
