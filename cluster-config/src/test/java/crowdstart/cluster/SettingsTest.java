package crowdstart.cluster;

import static crowdstart.cluster.WrongSettings.invalid;
import static crowdstart.cluster.WrongSettings.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node is told by its environment, and what it says when that is wrong. */
class SettingsTest {
  @Test
  void nothingSetMeansOneNodeOnLoopbackWithItsOwnDatabase() {
    Settings settings = Settings.defaults();

    assertThat(settings.http()).isEqualTo(new Endpoint("127.0.0.1", 8080));
    assertThat(settings.management()).isEqualTo(new Endpoint("127.0.0.1", 8558));
    assertThat(settings.artery()).isEqualTo(new Endpoint("127.0.0.1", 17355));
    assertThat(settings.isAlone()).isTrue();
    assertThat(settings.region()).isEqualTo("local");
    assertThat(settings.database())
        .isEqualTo(new DatabaseSettings.Embedded(Path.of(".crowdstart"), 54321));
    assertThat(settings.demoCampaigns()).isTrue();
    assertThat(settings.creatorTokens()).isEmpty();
    assertThat(settings.holdDuration()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.limits())
        .isEqualTo(new Limits(4096, 20000, 8, 4, 3, 2, 6, 50000, 1000, AddressRange.PRIVATE));
    assertThat(settings.warmUp()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.drainWait()).isZero();
  }

  @Test
  void aVariableSetToNothingIsUnset() {
    assertThat(Settings.of(Map.of("HTTP_PORT", "", "DATABASE_URL", " ", "PATH", "/bin")))
        .isEqualTo(Settings.defaults());
  }

  @Test
  void everyWrongSettingIsNamedAtOnceWithValueRuleAndExample() {
    InvalidSettings invalid =
        invalid(Map.of("HTTP_PORT", "80x80", "REGION", "Europe!", "WARM_UP", "5s"));

    assertThat(invalid.problems())
        .extracting(InvalidSettings.Problem::name)
        .containsExactly("HTTP_PORT", "REGION", "WARM_UP");
    assertThat(invalid)
        .hasMessageContaining("3 settings are wrong")
        .hasMessageContaining(
            "HTTP_PORT is \"80x80\"; it must be a whole number from 1 to 65535, for example"
                + " HTTP_PORT=8080");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_HOST, no spaces",
    "HTTP_PORT, 0",
    "HTTP_PORT, 65536",
    "HTTP_PORT, -1",
    "HTTP_PORT, 99999999999999999999",
    "MANAGEMENT_PORT, 8558.0",
    "CONTACT_POINTS, 127.0.0.1",
    "CONTACT_POINTS, '127.0.0.1:8558,'",
    "CONTACT_POINTS, '127.0.0.1:8558,127.0.0.1:8558'",
    "REGION, thirteenchars",
    "REGION, warmup",
    "DATABASE_URL, mysql://localhost/crowdstart",
    "DATABASE_URL, postgresql://localhost",
    "DATABASE_URL, 'postgresql://me:100%@localhost/crowdstart'",
    "DATABASE_PORT, none",
    "CAMPAIGN_DATABASE_URL, postgresql://localhost",
    "FULFILMENT_DATABASE_URL, mysql://localhost/parcels",
    "HOLD_DURATION, 15m",
    "HOLD_DURATION, PT0S",
    "HOLD_DURATION, -PT1S",
    "HOLD_DURATION, P8D",
    "CREATOR_TOKENS, short",
    "CREATOR_TOKENS, sixteen characters and spaces",
    "CREATOR_TOKENS, alice=secret123456",
    "CREATOR_TOKENS, alice=",
    "CREATOR_TOKENS, the-name-is-long-and-its-token-empty=",
    "CREATOR_TOKENS, '=a-token-of-sixteen'",
    "CREATOR_TOKENS, 'alice=a-token-of-sixteen,bob=a-token-of-sixteen'",
    "CREATOR_TOKENS, 'alice=a-token-of-sixteen,a-token-of-sixteen'",
    "SANDBOX_WEBHOOK_SECRET, short",
    "DEMO_CAMPAIGNS, yes",
    "CHECKOUTS_IN_FLIGHT_MAX, 0",
    "GATE_QUEUE_MAX, 2147483648",
    "ORDER_JOURNAL_POOL, 201",
    "CAMPAIGN_JOURNAL_POOL, NaN",
    "VIEW_POOL, 1e1",
    "HTTP_CONNECTIONS_MAX, ''''",
    "HTTP_CONNECTIONS_PER_ADDRESS_MAX, 0",
    "TRUSTED_PROXIES, proxy.internal",
    "TRUSTED_PROXIES, 10.0.0.0/33",
    "TRUSTED_PROXIES, 256.0.0.1",
    "TRUSTED_PROXIES, '10.0.0.1,'",
    "TRUSTED_PROXIES, ::1/129",
    "TRUSTED_PROXIES, 1:2:3",
    "DRAIN_WAIT, PT301S",
    "WARM_UP, -PT1S",
    "PEKKO_LOG_LEVEL, loud"
  })
  void refuses(String name, String value) {
    assertThat(wrong(Map.of(name, value))).containsExactly(name);
  }

  @Test
  void everyExampleObeysItsRule() {
    assertThat(SettingsTable.ALL)
        .allSatisfy(setting -> assertThat(setting.parser().apply(setting.example())).isPresent());
  }

  @Test
  void secretsAreNeverRepeated() {
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL", "postgresql://me:hush@db/crowdstart",
            "CREATOR_TOKENS", "hush-hush-hush-hush");

    assertThat(Settings.of(environment).toString()).doesNotContain("hush");
    assertThat(
            invalid(Map.of("DATABASE_URL", "postgres:hush", "CREATOR_TOKENS", "hush")).getMessage())
        .doesNotContain("hush")
        .contains("DATABASE_URL is (hidden)");
  }

  @Test
  void aTokenIsACreatorsOrAnOperators() {
    assertThat(
            Settings.of(
                    Map.of(
                        "CREATOR_TOKENS",
                        "alice=first-token-of-16==, alice=second-token-of-16,operator-token-16"))
                .creatorTokens())
        .containsExactly(
            token("alice", "first-token-of-16=="),
            token("alice", "second-token-of-16"),
            token(null, "operator-token-16"));
  }

  private static CreatorToken token(@Nullable String name, String token) {
    return new CreatorToken(Optional.ofNullable(name), new Secret(token));
  }

  @Test
  void helpNamesEverySettingAndFitsATerminal() {
    assertThat(SettingsTable.ALL)
        .allSatisfy(setting ->
            assertThat(Settings.help()).contains(setting.name()).contains(setting.standard()));
    assertThat(Settings.help().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThan(101));
  }
}
