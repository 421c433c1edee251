package crowdstart.checkout;

import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crowdstart.campaign.Campaigns;
import crowdstart.campaign.Fixture;
import crowdstart.campaign.GateObserver;
import crowdstart.campaign.GateSettings;
import crowdstart.campaign.Line;
import crowdstart.campaign.ManageAnswer;
import crowdstart.campaign.ManageCommand;
import crowdstart.campaign.ReadAnswer;
import crowdstart.order.Backer;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderRequest;
import crowdstart.order.PlaceAnswer;
import crowdstart.order.PlaceRefusal;
import crowdstart.testing.HandClock;
import crowdstart.testing.SilentGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way of a checkout through one node. */
class CheckoutTest {
  private static final int IN_FLIGHT_MAX = 100;
  private static final int LIMIT = 20;

  private final NodeKit node = new NodeKit();
  private final Engine engine = start();

  private Engine start() {
    TestProbe<Engine> started = node.kit.createTestProbe(Engine.class);
    GateSettings settings =
        new GateSettings(
            HOLD_DURATION, 1_000, GateSettings.BATCH_MAX, new HandClock(NOW), GateObserver.NONE);
    node.kit.spawn(
        Behaviors.setup(context -> {
          started.getRef().tell(Engine.start(context, settings, IN_FLIGHT_MAX, new SilentGateway()));
          return Behaviors.empty();
        }));
    return started.receiveMessage();
  }

  @BeforeEach
  void launch() throws Exception {
    Campaigns campaigns = engine.campaigns();
    ManageCommand create = new ManageCommand.Create(details(tier(EARLY, LIMIT, null)));
    assertThat(get(campaigns.manage(CAMPAIGN, create))).isInstanceOf(ManageAnswer.Done.class);
    assertThat(get(campaigns.manage(CAMPAIGN, new ManageCommand.Launch())))
        .isInstanceOf(ManageAnswer.Done.class);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void sellsWhatThereIsAndNoMore() throws Exception {
    List<CompletionStage<PlaceAnswer>> asked = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      asked.add(engine.checkout().place(request(i, 1)));
    }
    int placed = 0;
    for (CompletionStage<PlaceAnswer> answer : asked) {
      if (get(answer) instanceof PlaceAnswer.Placed) {
        placed++;
      } else {
        assertThat(get(answer)).isEqualTo(new PlaceAnswer.Refused(PlaceRefusal.SOLD_OUT));
      }
    }
    assertThat(placed).isEqualTo(LIMIT);
    assertThat(engine.checkout().inFlight()).isZero();
    assertThat(get(engine.campaigns().read(CAMPAIGN)))
        .isInstanceOfSatisfying(
            ReadAnswer.Found.class,
            found -> assertThat(found.standing().stats().held()).isEqualTo(LIMIT * PRICE));
  }

  @Test
  void aKeyIsOneOrderHoweverOftenItIsSent() throws Exception {
    List<CompletionStage<PlaceAnswer>> asked = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      asked.add(engine.checkout().place(request(1, 2)));
    }
    int first = 0;
    for (CompletionStage<PlaceAnswer> answer : asked) {
      PlaceAnswer.Placed placed = (PlaceAnswer.Placed) get(answer);
      first += placed.isReplayed() ? 0 : 1;
    }
    assertThat(first).isEqualTo(1);
    assertThat(node.journal.events("order|" + order(1))).hasSize(1);
    assertThat(get(engine.checkout().place(request(1, 3))))
        .isEqualTo(new PlaceAnswer.Refused(PlaceRefusal.IDEMPOTENCY_KEY_REUSED));
  }

  @Test
  void cancellingReturnsTheStock() throws Exception {
    assertThat(get(engine.checkout().place(request(1, LIMIT))))
        .isInstanceOf(PlaceAnswer.Placed.class);
    assertThat(get(engine.checkout().place(request(2, 1))))
        .isEqualTo(new PlaceAnswer.Refused(PlaceRefusal.SOLD_OUT));
    assertThat(get(engine.orders().cancel(order(1)))).isInstanceOf(OrderAnswer.Found.class);
    assertThat(get(engine.checkout().place(request(2, LIMIT))))
        .isInstanceOf(PlaceAnswer.Placed.class);
  }

  @Test
  void beyondItsLimitTheDoorSaysSoAtOnce() throws Exception {
    node.journal.hold();
    List<CompletionStage<PlaceAnswer>> asked = new ArrayList<>();
    for (int i = 1; i <= IN_FLIGHT_MAX; i++) {
      asked.add(engine.checkout().place(request(i, 1)));
    }
    assertThat(engine.checkout().inFlight()).isEqualTo(IN_FLIGHT_MAX);
    CompletableFuture<PlaceAnswer> beyond =
        engine.checkout().place(request(IN_FLIGHT_MAX + 1, 1)).toCompletableFuture();
    assertThat(beyond.getNow(new PlaceAnswer.Unknown()))
        .isEqualTo(new PlaceAnswer.Overloaded(Checkout.RETRY_AFTER_MILLIS));
    assertThat(engine.checkout().inFlight()).isEqualTo(IN_FLIGHT_MAX);
    node.journal.release();
    for (CompletionStage<PlaceAnswer> answer : asked) {
      get(answer);
    }
    await().until(() -> engine.checkout().inFlight() == 0);
  }

  private static OrderRequest request(int order, int quantity) {
    return new OrderRequest(
        Fixture.order(order),
        CAMPAIGN,
        backer(order),
        new Backer("backer" + order + "@example.org", "Backer", "GB"),
        List.of(new Line(EARLY, quantity)),
        null);
  }

  private static <T> T get(CompletionStage<T> answer) throws Exception {
    return answer.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
