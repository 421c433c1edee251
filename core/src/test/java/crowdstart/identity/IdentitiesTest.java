package crowdstart.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** O3 and O4: the same request is the same order, and nobody else's. */
class IdentitiesTest {
  private final Identities ids = new Identities(secret(1));
  private final CampaignId campaign = ids.newCampaign(new Region("local"));

  @Test
  void theSameRequestIsTheSameOrderOnEveryNode() {
    OrderId order = ids.order(campaign, "ada@example.org", "key");
    assertThat(ids.order(campaign, "ada@example.org", "key")).isEqualTo(order);
    assertThat(new Identities(secret(1)).order(campaign, "ada@example.org", "key"))
        .isEqualTo(order);
    assertThat(new Identities(secret(2)).order(campaign, "ada@example.org", "key"))
        .isNotEqualTo(order);
  }

  @Test
  void anotherBackerKeyOrCampaignIsAnotherOrder() {
    CampaignId other = ids.newCampaign(new Region("local"));
    Set<OrderId> orders = new HashSet<>();
    for (CampaignId each : List.of(campaign, other)) {
      for (String email : List.of("ada@example.org", "bob@example.org")) {
        for (String key : List.of("key", "Key", "key ", "")) {
          orders.add(ids.order(each, email, key));
        }
      }
    }
    assertThat(orders).hasSize(16);
  }

  @Test
  void fieldsDoNotRunIntoEachOther() {
    assertThat(ids.order(campaign, "ab", "c")).isNotEqualTo(ids.order(campaign, "a", "bc"));
    assertThat(ids.order(campaign, "abc", "")).isNotEqualTo(ids.order(campaign, "", "abc"));
    assertThat(ids.order(campaign, "a\0", "b")).isNotEqualTo(ids.order(campaign, "a", "\0b"));
  }

  @Test
  void anAddressIsTheSameInAnyCase() {
    assertThat(ids.order(campaign, " Ada@Example.ORG ", "key"))
        .isEqualTo(ids.order(campaign, "ada@example.org", "key"));
    assertThat(ids.backer(campaign, "ADA@example.org"))
        .isEqualTo(ids.backer(campaign, "ada@example.org"));
    assertThat(Identities.canonical("ADAI@EXAMPLE.ORG")).isEqualTo("adai@example.org");
  }

  @Test
  void aBackerIsSomebodyElseInAnotherCampaign() {
    CampaignId other = ids.newCampaign(new Region("local"));
    assertThat(ids.backer(other, "ada@example.org"))
        .isNotEqualTo(ids.backer(campaign, "ada@example.org"));
    assertThat(ids.backer(campaign, "ada@example.org").value()).hasSize(16).doesNotContain("ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "a", "eu1", "0123456789ab", "warmup"})
  void idsCarryTheirRegion(String region) {
    CampaignId home = ids.newCampaign(new Region(region));
    OrderId order = ids.order(home, "ada@example.org", "key");
    assertThat(home.region()).isEqualTo(region);
    assertThat(order.region()).isEqualTo(region);
    assertThat(CampaignId.parse(home.value())).contains(home);
    assertThat(OrderId.parse(order.value())).contains(order);
    assertThat(order.value()).matches(region + "-[0-9a-z]{26}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "local",
        "local-",
        "LOCAL-00000000000000000000000001",
        "local-0000000000000000000000001",
        "local-000000000000000000000000001",
        "0123456789abc-00000000000000000000000001",
        "-00000000000000000000000001",
        "local-0000000000000000000000000/",
        "local-00000000000000000000000001\n",
        "../local"
      })
  void whatIsNoIdIsNone(String text) {
    assertThat(CampaignId.parse(text)).isEmpty();
    assertThat(OrderId.parse(text)).isEmpty();
    assertThatThrownBy(() -> new OrderId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatThrownBy(() -> new Identities(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void base32WritesFiveBitsACharacter() {
    assertThat(Base32.encode(new byte[] {0}, 1)).isEqualTo("00");
    assertThat(Base32.encode(new byte[] {-1}, 1)).isEqualTo("zw");
    assertThat(Base32.encode(new byte[] {-1, -1, -1, -1, -1}, 5)).isEqualTo("zzzzzzzz");
    assertThat(Base32.encode(new byte[16], 16)).hasSize(26);
  }

  @Test
  void tiersAndRegionsHaveTheirShape() {
    assertThat(TierId.parse("early-bird-2")).isPresent();
    for (String bad : List.of("", "Early", "a b", "x".repeat(41), "a\n", "ä")) {
      assertThat(TierId.parse(bad)).isEmpty();
    }
    for (String bad : List.of("", "EU", "eu-1", "0123456789abc")) {
      assertThatThrownBy(() -> new Region(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static byte[] secret(int fill) {
    byte[] secret = new byte[32];
    java.util.Arrays.fill(secret, (byte) fill);
    return secret;
  }
}
