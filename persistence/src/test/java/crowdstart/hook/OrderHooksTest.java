package crowdstart.hook;

import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.order;
import static crowdstart.view.Events.placed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crowdstart.database.TestDatabase;
import crowdstart.order.OrderEvent;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.projection.ProjectionBehavior;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderHooksTest {

  private static final String DELIVERIES = "select count(*) from hook.delivery";

  private final HookFixture given = new HookFixture();

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void eachWebhookOfTheCampaignIsOwedWhatItTakes() {
    Webhook all = given.webhook(1);
    Webhook confirmed = given.webhook(1, HookType.ORDER_CONFIRMED);
    Webhook elsewhere = given.webhook(2);
    given.system.spawn(Hooks.orders(given.system.system(), () -> given.now));
    given.record(1, placed(1, 1, "ada@example.org"));
    given.record(2, placed(2, 1, "bob@example.org"), new OrderEvent.Cancelled(AT.plusSeconds(1)));
    awaitDeliveries(3);

    // By now they are on an earlier page, and only the journal says whose they are.
    given.record(1, new OrderEvent.Confirmed(AT.plusSeconds(2)));
    awaitDeliveries(5);
    given.record(3, placed(3, 3, "eve@example.org"), new OrderEvent.Expired(AT.plusSeconds(3)));
    given.record(4, placed(4, 2, "eve@example.org"), new OrderEvent.Expired(AT.plusSeconds(3)));
    awaitDeliveries(7);

    assertThat(given.log(all))
        .extracting(one -> one.type() + " " + one.order())
        .containsExactlyInAnyOrder(
            "order.placed " + order(1),
            "order.placed " + order(2),
            "order.cancelled " + order(2),
            "order.confirmed " + order(1));
    assertThat(given.log(confirmed)).extracting(Delivery::type).containsExactly("order.confirmed");
    assertThat(given.log(elsewhere))
        .extracting(Delivery::type)
        .containsExactlyInAnyOrder("order.placed", "order.expired");
  }

  @Test
  void whatIsSentTellsNothingAboutThePerson() throws Exception {
    Webhook webhook = given.webhook(1, HookType.ORDER_CONFIRMED);
    given.system.spawn(Hooks.orders(given.system.system(), () -> given.now));
    given.record(1, placed(1, 1, "ada@example.org"), new OrderEvent.Confirmed(AT));
    awaitDeliveries(1);

    String body = given.due.claim(webhook.id(), 1, given.now).getFirst().body();

    JsonNode json = new ObjectMapper().readTree(body);
    assertThat(json.path("type").asText()).isEqualTo("order.confirmed");
    assertThat(json.path("timestamp").asText()).isEqualTo(AT.toString());
    assertThat(json.path("data").toString())
        .isEqualTo(
            """
            {"order":"%s","campaign":"%s","state":"confirmed","tier":"early-bird","quantity":1,\
            "addOns":[],"total":4900,"currency":"EUR"}\
            """
                .formatted(order(1), campaign(1)));
    assertThat(body).doesNotContainIgnoringCase("ada").doesNotContain("backer");
  }

  @Test
  void aFeedThatBeginsAnewOwesNothingTwice() {
    Webhook webhook = given.webhook(1);
    var first = given.system.spawn(Hooks.orders(given.system.system(), () -> given.now));
    given.record(1, placed(1, 1, "ada@example.org"));
    awaitDeliveries(1);
    List<Delivery> before = given.log(webhook);
    first.tell(ProjectionBehavior.stopMessage());
    Awaitility.await().until(() -> !given.system.isAlive(first));
    TestDatabase.execute(given.address, "delete from view.pekko_projection_offset_store");

    given.system.spawn(Hooks.orders(given.system.system(), () -> given.now));
    given.record(2, placed(2, 1, "ada@example.org"));
    awaitDeliveries(2);

    assertThat(given.log(webhook)).containsAll(before).hasSize(2);
  }

  @Test
  void whatHappenedBeforeItWasAddedOrLongAgoIsNotSent() {
    Webhook webhook = given.webhook(1);
    given.owe(1, 1, HookFixture.CREATED.minusMillis(1));
    assertThat(given.log(webhook)).isEmpty();

    given.now = HookFixture.CREATED.plus(Outbox.EVENT_AGE_MAX).plusMillis(1);
    given.owe(1, 1, HookFixture.CREATED);
    assertThat(given.log(webhook)).isEmpty();

    given.now = HookFixture.CREATED.plus(Outbox.EVENT_AGE_MAX);
    given.owe(1, 1, HookFixture.CREATED);
    assertThat(given.log(webhook)).hasSize(1);
  }

  private void awaitDeliveries(long count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> given.count(DELIVERIES), found -> found == count);
  }
}
