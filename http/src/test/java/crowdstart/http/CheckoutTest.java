package crowdstart.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CheckoutTest {
  private static TestNode node;
  private static Client client;

  @BeforeAll
  static void start() {
    node = TestNode.start();
    client = new Client(node);
  }

  @AfterAll
  static void stop() {
    client.close();
    node.close();
  }

  @Test
  void anOrderIsHeldAndCanBeRead() {
    String campaign = Given.liveCampaign(client, node, 100);
    ObjectNode asked = Given.order("early-bird", 2, "one@example.org");
    asked.putArray("addOns").addObject().put("tier", "lamp").put("quantity", 1);
    asked.put("referrer", "newsletter");

    Client.Answer placed = Given.placed(client, node, campaign, asked, "key-1");

    assertThat(placed.status()).isEqualTo(201);
    assertThat(placed.header("Location")).isEqualTo("/v1/orders/" + placed.id());
    assertThat(placed.header("Idempotency-Replayed")).isNull();
    assertThat(placed.json().path("state").asText()).isEqualTo("held");
    assertThat(placed.json().path("total").asLong()).isEqualTo(2 * 4_900 + 6_900);
    assertThat(placed.json().path("payment").path("clientToken").asText()).isNotEmpty();
    assertThat(client.get("/v1/orders/" + placed.id()).text()).isEqualTo(placed.text());
    var tiers = client.get("/v1/campaigns/" + campaign + "/stats").json().path("tiers");
    assertThat(tiers.path(0).path("remaining").asInt()).isEqualTo(98);
    assertThat(tiers.path(1).path("held").asInt()).isEqualTo(1);
    assertThat(tiers.path(1).path("remaining").isNull()).isTrue();
  }

  @Test
  void aCursorLeadsOnInItsOwnListOnly() {
    String campaign = Given.liveCampaign(client, node, 100);
    String other = Given.liveCampaign(client, node, 100);
    List<String> placed =
        Stream.of("one", "two")
            .map(name -> Given.order("lamp", 1, name + "@example.org"))
            .map(asked -> Given.placed(client, node, campaign, asked, "k").id())
            .toList();
    String orders = "/v1/campaigns/" + campaign + "/orders?limit=1";

    var first = client.get(orders).json();
    String cursor = "&cursor=" + first.path("next").asText();
    var second = client.get(orders + cursor).json();

    assertThat(List.of(first, second))
        .extracting(page -> page.path("items").path(0).path("id").asText())
        .containsExactlyInAnyOrderElementsOf(placed);
    for (String list :
        List.of(
            "/v1/campaigns/" + other + "/orders",
            "/v1/campaigns/" + campaign + "/shipments",
            "/v1/campaigns/" + campaign + "/ledger",
            "/v1/campaigns")) {
      Client.Answer answer = client.get(list + "?limit=1" + cursor);
      assertThat(answer.status()).as(list).isEqualTo(422);
      assertThat(answer.pointers()).containsExactly("/cursor");
    }
  }

  @Test
  void aRepeatGetsTheSameBytes() {
    String campaign = Given.liveCampaign(client, node, 100);
    ObjectNode asked = Given.order("early-bird", 1, "Two@Example.org");
    Client.Answer first = Given.placed(client, node, campaign, asked, "key-1");

    ObjectNode again = Given.order("early-bird", 1, "two@example.ORG");
    Client.Answer repeat = Given.placed(client, node, campaign, again, "key-1");

    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.text()).isEqualTo(first.text());
    assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
    assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(orders(campaign)).isEqualTo(1);
  }

  @Test
  void aRepeatGetsItsFirstAnswerAlsoWhenTheOrderIsCancelledAndTheTierSoldOut() {
    String campaign = Given.liveCampaign(client, node, 1);
    ObjectNode asked = Given.order("early-bird", 1, "three@example.org");
    Client.Answer first = Given.placed(client, node, campaign, asked, "key-1");
    assertThat(client.post("/v1/orders/" + first.id() + "/cancel").json().path("state").asText())
        .isEqualTo("cancelled");
    ObjectNode other = Given.order("early-bird", 1, "four@example.org");
    assertThat(Given.placed(client, node, campaign, other, "key-1").status()).isEqualTo(201);
    assertThat(
            Given.placed(client, node, campaign, Given.order("early-bird", 1, "x@example.org"), "k")
                .type())
        .isEqualTo("sold-out");

    Client.Answer repeat = Given.placed(client, node, campaign, asked, "key-1");

    assertThat(repeat.text()).isEqualTo(first.text());
  }

  @Test
  void theSameKeyForOtherContentIsRefused() {
    String campaign = Given.liveCampaign(client, node, 100);
    ObjectNode asked = Given.order("early-bird", 1, "five@example.org");
    Given.placed(client, node, campaign, asked, "key-1");

    ObjectNode other = Given.order("early-bird", 2, "five@example.org");
    Client.Answer refused = Given.placed(client, node, campaign, other, "key-1");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.type()).isEqualTo("idempotency-key-reused");
    assertThat(orders(campaign)).isEqualTo(1);
  }

  @Test
  void keysOfTwoBackersHaveNothingToDoWithEachOther() {
    String campaign = Given.liveCampaign(client, node, 100);
    Client.Answer one =
        Given.placed(
            client, node, campaign, Given.order("early-bird", 1, "six@example.org"), "same");
    Client.Answer other =
        Given.placed(
            client, node, campaign, Given.order("early-bird", 1, "seven@example.org"), "same");

    assertThat(other.status()).isEqualTo(201);
    assertThat(other.id()).isNotEqualTo(one.id());
  }

  @Test
  void manyAtOnceWithOneKeyAreOneOrder() {
    String campaign = Given.liveCampaign(client, node, 100);
    String body = Given.order("early-bird", 1, "eight@example.org").toString();
    List<CompletableFuture<Client.Answer>> answers =
        Stream.generate(() ->
                client.postAsync(
                    "/v1/campaigns/" + campaign + "/orders", body, "Idempotency-Key", "one"))
            .limit(20)
            .toList();

    assertThat(answers.stream().map(CompletableFuture::join).map(Client.Answer::text).distinct())
        .hasSize(1);
    assertThat(
            answers.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.header("Idempotency-Replayed") == null))
        .hasSize(1);
    assertThat(orders(campaign)).isEqualTo(1);
  }

  @Test
  void noMoreIsSoldThanThereIs() {
    String campaign = Given.liveCampaign(client, node, 30);
    List<CompletableFuture<Client.Answer>> answers =
        IntStream.range(0, 50)
            .mapToObj(i ->
                client.postAsync(
                    "/v1/campaigns/" + campaign + "/orders",
                    Given.order("early-bird", 1, "backer" + i + "@example.org").toString(),
                    "Idempotency-Key",
                    "key"))
            .toList();

    List<Integer> statuses =
        answers.stream().map(CompletableFuture::join).map(Client.Answer::status).toList();
    assertThat(statuses).containsOnly(201, 409);
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(30);
  }

  private static int orders(String campaign) {
    return client.get("/v1/campaigns/" + campaign + "/stats").json().path("orders").asInt();
  }
}
