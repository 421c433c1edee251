package crowdstart.cluster;

import static crowdstart.cluster.WrongSettings.invalid;
import static crowdstart.cluster.WrongSettings.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who reaches a node, where it reaches the others, and what must be set before strangers do. */
class ReachSettingsTest {
  @Test
  void managementAndArteryFollowTheHostOfTheApi() {
    Settings settings = Settings.of(Map.of("HTTP_HOST", "127.0.0.2", "ARTERY_HOST", "127.0.0.3"));

    assertThat(settings.management().host()).isEqualTo("127.0.0.2");
    assertThat(settings.artery().host()).isEqualTo("127.0.0.3");
    assertThat(settings.contactPoints()).containsExactly(new Endpoint("127.0.0.2", 8558));
  }

  @Test
  void nobodyCanDialEveryAddress() {
    Settings settings =
        Settings.of(
            Map.of(
                "HTTP_HOST", "0.0.0.0",
                "CREATOR_TOKENS", "sixteen-or-more-",
                "SANDBOX_ADDRESS", "http://10.0.0.9:12111",
                "SANDBOX_WEBHOOK_SECRET", "whsec_0123456789"));

    assertThat(settings.management().host()).isEqualTo("127.0.0.1");
    assertThat(settings.artery().host()).isEqualTo("127.0.0.1");
    assertThat(wrong(Map.of("ARTERY_HOST", "0.0.0.0"))).containsExactly("ARTERY_HOST");
  }

  @Test
  void theThreePortsMustDiffer() {
    assertThat(wrong(Map.of("MANAGEMENT_PORT", "8080"))).containsExactly("HTTP_PORT");
    assertThat(wrong(Map.of("ARTERY_PORT", "8558"))).containsExactly("MANAGEMENT_PORT");
  }

  @Test
  void aNodeThatOthersCannotDialIsToldSo() {
    assertThat(wrong(Map.of("CONTACT_POINTS", "10.0.0.1:8558,10.0.0.2:8558")))
        .containsExactly("ARTERY_HOST");
  }

  @Test
  void contactPointsMayShareAHostOrBeLiterals() {
    assertThat(Settings.of(Map.of("CONTACT_POINTS", "localhost:1, localhost:2,[::1]:3")))
        .returns(
            List.of(
                new Endpoint("localhost", 1), new Endpoint("localhost", 2), new Endpoint("::1", 3)),
            Settings::contactPoints)
        .returns(false, Settings::isAlone);
  }

  @Test
  void creatorsNeedTokensWhereStrangersCanReachThem() {
    Map<String, String> open = Map.of("HTTP_HOST", "10.0.0.1", "STRIPE_SECRET_KEY", "sk_test_0123");
    assertThat(wrong(open)).containsExactly("STRIPE_WEBHOOK_SECRETS", "CREATOR_TOKENS");
    assertThat(invalid(open))
        .hasMessageContaining("CREATOR_TOKENS is not set")
        .hasMessageContaining("because HTTP_HOST is not loopback");
  }

  @Test
  void realMoneyNeedsTokensEverywhere() {
    Map<String, String> live =
        Map.of("STRIPE_SECRET_KEY", "sk_live_0123", "STRIPE_WEBHOOK_SECRETS", "whsec_0123456789");
    assertThat(wrong(live)).containsExactly("CREATOR_TOKENS");
    assertThat(invalid(live)).hasMessageContaining("because STRIPE_SECRET_KEY moves real money");
    Map<String, String> test =
        Map.of("STRIPE_SECRET_KEY", "sk_test_0123", "STRIPE_WEBHOOK_SECRETS", "whsec_0123456789");
    assertThat(Settings.of(test).creatorTokens()).isEmpty();
  }

  @Test
  void whatCommandsTheClusterIsOpenedToStrangersByNoDefault() {
    Map<String, String> open =
        Map.of(
            "HTTP_HOST", "203.0.113.5",
            "CREATOR_TOKENS", "a-token-of-sixteen",
            "SANDBOX_ADDRESS", "http://10.0.0.9:12111",
            "SANDBOX_WEBHOOK_SECRET", "whsec_0123456789");
    assertThat(wrong(open)).containsExactly("MANAGEMENT_HOST", "ARTERY_HOST");
    assertThat(invalid(open)).hasMessageContaining("because HTTP_HOST may be reached from outside");
    Map<String, String> named = new HashMap<>(open);
    named.put("HTTP_HOST", "shop.example.org");
    assertThat(wrong(named)).containsExactly("MANAGEMENT_HOST", "ARTERY_HOST");
    named.put("HTTP_HOST", "10.1.2.3");
    assertThat(Settings.of(named).artery().host()).isEqualTo("10.1.2.3");
    named.putAll(Map.of("HTTP_HOST", "203.0.113.5", "MANAGEMENT_HOST", "203.0.113.5"));
    assertThat(wrong(named)).containsExactly("ARTERY_HOST");
  }

  @Test
  void aSecretThatIsWrongIsNotCalledMissing() {
    assertThat(
            wrong(
                Map.of("STRIPE_SECRET_KEY", "sk_test_0123", "STRIPE_WEBHOOK_SECRETS", "whsec_old")))
        .containsExactly("STRIPE_WEBHOOK_SECRETS");
  }

  @Test
  void moneyIsPlayedWithOnlyWhereNobodyElseCanReach() {
    Map<String, String> open =
        Map.of("HTTP_HOST", "0.0.0.0", "CREATOR_TOKENS", "a-token-of-sixteen");
    assertThat(wrong(open)).containsExactly("STRIPE_SECRET_KEY");
    assertThat(invalid(open))
        .hasMessageContaining("STRIPE_SECRET_KEY is not set")
        .hasMessageContaining("or else SANDBOX_ADDRESS set, because HTTP_HOST is not loopback");
    assertThat(Settings.of(Map.of("HTTP_HOST", "127.0.0.2")).payments().provider())
        .isEqualTo(new PaymentSettings.OwnSandbox(12_111, Optional.empty()));
  }

  @Test
  void aSandboxElsewhereSignsWithASecretThatWeAreTold() {
    assertThat(wrong(Map.of("SANDBOX_ADDRESS", "http://10.0.0.9:12111")))
        .containsExactly("SANDBOX_WEBHOOK_SECRET");
    assertThat(
            Settings.of(
                    Map.of(
                        "SANDBOX_ADDRESS", "http://10.0.0.9:12111",
                        "SANDBOX_WEBHOOK_SECRET", "whsec_0123456789"))
                .payments()
                .provider())
        .isEqualTo(
            new PaymentSettings.Sandbox(
                URI.create("http://10.0.0.9:12111"), new Secret("whsec_0123456789")));
  }
}
