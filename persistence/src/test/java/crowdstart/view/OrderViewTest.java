package crowdstart.view;

import static crowdstart.journal.TestSystem.await;
import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.order;
import static crowdstart.view.Events.placed;
import static crowdstart.view.ViewFixture.all;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.database.TestDatabase;
import crowdstart.identity.OrderId;
import crowdstart.identity.TierId;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderStage;
import crowdstart.order.OrderStanding;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders, as a campaign and as a backer see them listed. */
@Timeout(120)
class OrderViewTest {
  private final ViewFixture given = new ViewFixture();
  private final OrderLists orders = new OrderLists(given.system.pools());

  @AfterEach
  void stop() {
    given.close();
  }

  @Test
  void ordersAreListedByCampaignAndByBacker() {
    var view = given.system.spawn(Views.orders(given.system.system()));
    var expected = new ArrayList<OrderId>();
    for (int i = 1; i <= 60; i++) {
      given.recordOrder(i, placed(i, i % 2, i % 3 == 0 ? "Ada@Example.org" : "bob@example.org"));
      if (i % 2 == 0) {
        expected.addFirst(order(i));
      }
    }
    given.recordOrder(3, new OrderEvent.Confirmed(AT.plusSeconds(1)));
    given.recordOrder(6, new OrderEvent.Cancelled(AT.plusSeconds(2)));
    given.awaitCount("view.orders", "stage <> 'held'", 2);

    assertThat(
            all(
                cursor -> orders.ofCampaign(campaign(0), cursor, 7),
                standing -> standing.placed().order()))
        .isEqualTo(expected);
    assertThat(matching(new OrderFilter(OrderStage.CANCELLED, null, null, null))).isEqualTo(1);
    assertThat(matching(new OrderFilter(null, "ADA@example.org", null, null))).isEqualTo(10);
    assertThat(matching(new OrderFilter(null, null, Events.EARLY, "DE"))).isEqualTo(30);
    assertThat(matching(new OrderFilter(null, null, null, "FR"))).isZero();
    long asInserted = given.fingerprint("view.orders");
    TestDatabase.execute(given.address, "update view.orders set tiers = null, country = null");
    assertThat(matching(new OrderFilter(null, null, Events.EARLY, "DE")))
        .as("as the version before has written it")
        .isEqualTo(30);
    assertThat(matching(new OrderFilter(null, null, new TierId("early"), null))).isZero();
    TestDatabase.execute(
        given.address, "update view.orders set tiers = '{early-bird}', country = 'DE'");
    assertThat(given.fingerprint("view.orders")).isEqualTo(asInserted);
    var ofAda = await(orders.ofBacker("ada@example.ORG", Optional.empty(), 100)).items();
    assertThat(ofAda).hasSize(20);
    assertThat(ofAda)
        .contains(
            new OrderStanding(
                placed(3, 1, "Ada@Example.org"), OrderStage.CONFIRMED, AT.plusSeconds(1)),
            new OrderStanding(
                placed(6, 0, "Ada@Example.org"), OrderStage.CANCELLED, AT.plusSeconds(2)),
            new OrderStanding(placed(9, 1, "Ada@Example.org"), OrderStage.HELD, AT.plusMillis(3)));

    assertThat(await(new OrderStates(given.system.pools()).ofCampaign(campaign(0))))
        .isEqualTo(Map.of(OrderStage.HELD, 29L, OrderStage.CANCELLED, 1L));

    long asProjected = given.fingerprint("view.orders");
    given.stopAndWait(view);
    given.forget("order-view", "view.orders");
    given.system.spawn(Views.orders(given.system.system()));
    given.awaitCount("view.orders", "stage <> 'held'", 2);
    given.awaitCount("view.orders", "true", 60);
    assertThat(given.fingerprint("view.orders")).isEqualTo(asProjected);
  }

  @Test
  void thoseHeldForTooLongAreFoundFromTheOldestOnAndThenAgain() {
    given.system.spawn(Views.orders(given.system.system()));
    for (int i = 1; i <= 30; i++) {
      given.recordOrder(i, placed(i, 0, "ada@example.org"));
    }
    given.recordOrder(6, new OrderEvent.Expired(AT.plusSeconds(2)));
    given.awaitCount("view.orders", "true", 30);
    given.awaitCount("view.orders", "stage <> 'held'", 1);
    LongHeld held = new LongHeld(given.system.pools());

    // Placed in threes within a millisecond: 1 and 2, 3 to 5, 6 to 8, and so on.
    assertThat(await(held.next(AT.plusMillis(3), 5)))
        .containsExactly(order(1), order(2), order(3), order(4), order(5));
    assertThat(await(held.next(AT.plusMillis(3), 5))).containsExactly(order(7), order(8));
    assertThat(await(held.next(AT, 5))).isEmpty();
    assertThat(await(held.next(AT.plusMillis(1), 5))).containsExactly(order(1), order(2));
  }

  private int matching(OrderFilter filter) {
    return await(orders.ofCampaign(campaign(0), filter, Optional.empty(), 100)).items().size();
  }
}
