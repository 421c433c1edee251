package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with an order is told field by field. */
class BadOrderTest extends BadInput {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "nonsense",
        "{\"tier\":NaN}",
        "{\"tier\":\"lamp\"} {}",
        "{\"tier\":\"lamp\",\"tier\":\"lamp\"}",
        "{\"tier\":\"lamp\",}",
        "{'tier':'lamp'}",
        "// no\n{}",
        "{\"quantity\":01}",
        "{\"quantity\":+1}",
        "{\"tier\":\"\u0001\"}",
        "{\"tier\":\"\\u12\"}"
      })
  void whatIsNotJsonIsMalformed(String body) {
    Client.Answer answer = order(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.type()).isEqualTo("malformed");
  }

  @Test
  void whatIsTooDeepIsMalformed() {
    assertThat(order("[".repeat(30_000)).type()).isEqualTo("malformed");
    assertThat(order("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)).type())
        .isEqualTo("malformed");
    assertThat(order("{\"" + "n".repeat(10_000) + "\":1}").type()).isEqualTo("malformed");
    assertThat(order("{\"quantity\":" + "9".repeat(5_000) + "}").type()).isEqualTo("malformed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "null", "\"order\"", "true"})
  void whatIsNoObjectIsInvalid(String body) {
    Client.Answer answer = order(body);
    assertThat(answer.type()).isEqualTo("invalid");
    assertThat(answer.pointers()).containsExactly("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /quantity        | 0
          /quantity        | -1
          /quantity        | 1001
          /quantity        | 2147483648
          /quantity        | 1000e2147483647
          /quantity        | -1000e2147483647
          /quantity        | 1e-2147483647
          /quantity        | 9223372036854775808
          /quantity        | 1e400
          /quantity        | 1.5
          /quantity        | "1"
          /quantity        | true
          /quantity        | null
          /quantity        | []
          /tier            | 1
          /tier            | null
          /tier            | ""
          /tier            | "no-such-tier"
          /tier            | "Lamp"
          /tier            | "a b"
          /tier            | "12345678901234567890123456789012345678901"
          /backer          | null
          /backer          | "me"
          /backer          | []
          /backer/email    | "nobody"
          /backer/email    | "@example.org"
          /backer/email    | "one@"
          /backer/email    | "one@two@example.org"
          /backer/email    | "one two@example.org"
          /backer/email    | "one\\u0000@example.org"
          /backer/email    | ""
          /backer/email    | 5
          /backer/name     | ""
          /backer/name     | "  "
          /backer/name     | "a\\nb"
          /backer/name     | "a\\u0000b"
          /backer/name     | "\\ud800"
          /backer/name     | "\\udc00\\ud800"
          /backer/name     | null
          /backer/country  | "se"
          /backer/country  | "SWE"
          /backer/country  | "ZZ"
          /backer/country  | ""
          /backer/phone    | "1"
          /addOns          | {}
          /addOns          | null
          /addOns/0        | 1
          /addOns/0/tier   | 1
          /addOns/0/quantity | 0
          /addOns/0/price  | 1
          /referrer        | 1
          /referrer        | ""
          /price           | 1
          /a~1b~0c         | 1
          /constructor     | {}
          """)
  void aWrongFieldOfAnOrderIsPointedAt(String pointer, String value) {
    Client.Answer answer = order(with(pointer, value));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.type()).isEqualTo("invalid");
    assertThat(answer.pointers()).contains(pointer);
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    Client.Answer answer = order("{\"quantity\":0,\"backer\":{\"email\":\"x\"},\"more\":1}");
    assertThat(answer.pointers())
        .containsExactlyInAnyOrder(
            "/tier", "/quantity", "/backer/email", "/backer/name", "/backer/country", "/more");
  }

  @Test
  void longTextsAreRefused() {
    // Each of these capitals is two letters when it is small.
    assertThat(order(with("/backer/email", quoted("\u0130".repeat(160) + "@b"))).pointers())
        .containsExactly("/backer/email");
    assertThat(order(with("/backer/name", quoted("x".repeat(201)))).pointers())
        .containsExactly("/backer/name");
    assertThat(order(with("/backer/email", quoted("x".repeat(243) + "@example.org"))).pointers())
        .containsExactly("/backer/email");
    assertThat(order(with("/referrer", quoted("x".repeat(201)))).pointers())
        .containsExactly("/referrer");
    String addOns = "[" + "{\"tier\":\"lamp\",\"quantity\":1},".repeat(10) + "{}]";
    assertThat(order(with("/addOns", addOns)).pointers()).containsExactly("/addOns");
  }

  @Test
  void anUnknownAddOnIsPointedAt() {
    String addOns = "[{\"tier\":\"lamp\",\"quantity\":1},{\"tier\":\"gone\",\"quantity\":1}]";
    assertThat(order(with("/addOns", addOns)).pointers()).containsExactly("/addOns/1/tier");
  }

  @Test
  void aDraftTakesNoOrders() {
    Client.Answer answer =
        client.postText("/v1/campaigns/" + draft + "/orders", valid(), "Idempotency-Key", "k");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.type()).isEqualTo("campaign-not-live");
  }

  @Test
  void moreThanOneBackerMayHaveIsRefused() {
    ObjectNode limited = Given.campaign(10);
    ((ObjectNode) limited.path("tiers").path(1)).put("perBackerLimit", 2);
    String path = "/v1/campaigns/" + client.post("/v1/campaigns", limited).id();
    client.post(path + "/launch");
    Client.Answer answer =
        client.post(
            path + "/orders", Given.order("lamp", 3, "one@example.org"), "Idempotency-Key", "k");
    assertThat(answer.pointers()).containsExactly("/quantity");
    assertThat(limitBeyond(path, "early-bird", 1, "lamp", 3)).containsExactly("/addOns/0/quantity");
    assertThat(limitBeyond(path, "lamp", 1, "lamp", 2))
        .containsExactly("/quantity", "/addOns/0/quantity");
  }

  private static List<String> limitBeyond(
      String path, String tier, int quantity, String addOn, int more) {
    ObjectNode order = Given.order(tier, quantity, "two@example.org");
    order.putArray("addOns").addObject().put("tier", addOn).put("quantity", more);
    return client.post(path + "/orders", order, "Idempotency-Key", "k").pointers();
  }

  @Test
  void anOrderOfMoreThanACardIsChargedIsRefused() {
    ObjectNode dear = Given.campaign(null);
    ((ObjectNode) dear.path("tiers").path(1)).put("price", 60_000_000);
    String path = "/v1/campaigns/" + client.post("/v1/campaigns", dear).id();
    client.post(path + "/launch");
    Client.Answer answer =
        client.post(
            path + "/orders", Given.order("lamp", 2, "one@example.org"), "Idempotency-Key", "k");
    assertThat(answer.type()).isEqualTo("invalid");
    assertThat(answer.pointers()).containsExactly("/quantity");
    assertThat(answer.text()).contains("99999999");
  }
}
