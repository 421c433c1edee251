package crowdstart.hook;

import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.EARLY;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.order;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.Line;
import crowdstart.fulfilment.Consignment;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.identity.BatchId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShipmentHooksTest {
  private final HookFixture given = new HookFixture();

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void parcelsThatMoveAreToldWithWhoseTheyAre() throws SQLException {
    Webhook webhook = given.webhook(1);
    BatchId batch = new BatchId("local-00000000000000000000000009");
    given.system.spawn(Hooks.shipments(given.system.system(), () -> given.now));
    shipment(
        1,
        new ShipmentEvent.Begun(order(1), campaign(1), List.of(new Line(EARLY, 2)), "DE", AT),
        new ShipmentEvent.Batched(batch, AT),
        new ShipmentEvent.Locked(batch, AT));
    shipment(
        1,
        new ShipmentEvent.Shipped(new Consignment("Post", "RR 1"), AT.plusSeconds(1)),
        new ShipmentEvent.Delivered(AT.plusSeconds(2)),
        new ShipmentEvent.Returned(AT.plusSeconds(3)));
    awaitDeliveries(4);

    String whose = "\"order\":\"%s\",\"campaign\":\"%s\"}}".formatted(order(1), campaign(1));
    assertThat(given.due.claim(webhook.id(), 10, given.now))
        .extracting(DueDelivery::body)
        .containsExactly(
            body("ready", 0)
                + "{\"country\":\"DE\",\"lines\":[{\"tier\":\"early-bird\",\"quantity\":2}],"
                + whose,
            body("shipped", 1) + "{\"carrier\":\"Post\",\"tracking\":\"RR 1\"," + whose,
            body("delivered", 2) + "{" + whose,
            body("returned", 3) + "{" + whose);
    assertThat(given.log(webhook)).extracting(Delivery::order).containsOnly(order(1));
  }

  @Test
  void aParcelThatIsNotSentAnyMoreIsTold() {
    Webhook webhook = given.webhook(1, HookType.SHIPMENT_CANCELLED, HookType.SHIPMENT_READY);
    given.system.spawn(Hooks.shipments(given.system.system(), () -> given.now));
    shipment(
        1,
        new ShipmentEvent.Begun(order(1), campaign(1), List.of(new Line(EARLY, 2)), "DE", AT),
        new ShipmentEvent.Cancelled(AT),
        new ShipmentEvent.Reopened(AT));
    awaitDeliveries(3);
    assertThat(given.log(webhook))
        .extracting(Delivery::type)
        .containsExactlyInAnyOrder("shipment.ready", "shipment.cancelled", "shipment.ready");
  }

  private static String body(String type, int second) {
    return "{\"type\":\"shipment."
        + type
        + "\",\"timestamp\":\""
        + AT.plusSeconds(second)
        + "\",\"data\":";
  }

  private void shipment(int number, ShipmentEvent... events) {
    given.store("fulfilment-journal", "shipment", order(number).value(), List.of(events));
  }

  private void awaitDeliveries(long count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> given.count("select count(*) from hook.delivery"), found -> found == count);
  }
}
