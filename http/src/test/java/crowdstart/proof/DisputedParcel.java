package crowdstart.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crowdstart.sandbox.Sandbox;
import crowdstart.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/**
 * A parcel whose payment a bank disputes: it waits until that is decided, and then goes its way.
 */
final class DisputedParcel {
  private static final Duration WAIT = Duration.ofMinutes(1);
  private static final String WINNING = "evidence[uncategorized_text]=winning_evidence";

  private final Sandbox sandbox;
  private final Shoppers shoppers;
  private final String campaign;

  private DisputedParcel(Sandbox sandbox, Shoppers shoppers) {
    this.sandbox = sandbox;
    this.shoppers = shoppers;
    this.campaign =
        shoppers.launch("keep-what-you-raise", 100, Instant.now().plus(Duration.ofDays(1)));
  }

  static void waitsUntilItIsDecided(Sandbox sandbox, Shoppers shoppers, Browser browser)
      throws IOException, InterruptedException {
    new DisputedParcel(sandbox, shoppers).run(browser);
  }

  private void run(Browser browser) throws IOException, InterruptedException {
    String order = shoppers.order(campaign, 0);
    shoppers.pay(browser, order, "pm_card_createDispute");
    awaitSuspended(order, true);
    assertThat(openBatch("first").status()).as("nothing else is ready").isEqualTo(409);

    win(disputeOf(order));
    awaitSuspended(order, false);
    assertThat(openBatch("second").body().get("chosen").asInt()).isOne();
    isSentAfterAllWhenItsMoneyDoesNotGetBack(browser);
  }

  private void isSentAfterAllWhenItsMoneyDoesNotGetBack(Browser browser) {
    String order = shoppers.order(campaign, 1);
    shoppers.pay(browser, order, "pm_card_refundFail");
    awaitState(order, "ready");
    shoppers.post("/v1/orders/" + order + "/refunds", "{}", "all");
    awaitState(order, "cancelled");
    awaitState(order, "ready");
    assertThat(openBatch("third").body().get("chosen").asInt()).isOne();
  }

  private void awaitState(String order, String state) {
    Awaitility.await(order + " is " + state)
        .atMost(WAIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> shoppers.get("/v1/orders/" + order + "/shipment").body().path("state").asText(),
            state::equals);
  }

  private void awaitSuspended(String order, boolean is) {
    Awaitility.await(order + (is ? " is" : " is not") + " suspended")
        .atMost(WAIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          JsonNode all = shoppers.get("/v1/campaigns/" + campaign + "/shipments").body();
          JsonNode first = all.get("items").path(0);
          return first.path("order").asText().equals(order)
              && first.get("suspended").asBoolean() == is;
        });
  }

  private Shoppers.Answer openBatch(String key) {
    return shoppers.post("/v1/campaigns/" + campaign + "/batches", "{}", key);
  }

  private String disputeOf(String order) {
    return StreamSupport.stream(sandbox.ledger().get("disputes").spliterator(), false)
        .filter(dispute -> dispute.get("order").asText().equals(order))
        .findFirst()
        .orElseThrow()
        .get("id")
        .asText();
  }

  private void win(String dispute) throws IOException, InterruptedException {
    URI address = sandbox.address().resolve("/v1/disputes/" + dispute);
    HttpRequest evidence =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + SandboxSettings.SECRET_KEY_DEFAULT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(WINNING))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(evidence, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }
}
