package crowdstart.order;

import static crowdstart.order.OrderSpec.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crowdstart.campaign.Fixture;
import crowdstart.campaign.HoldRefusal;
import crowdstart.campaign.StockAnswer;
import crowdstart.campaign.StockCommand;
import crowdstart.identity.OrderId;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An order is placed once, whoever asks again, and whatever its campaign says. */
class OrderPlacingTest {
  private static final PlaceAnswer REUSED =
      new PlaceAnswer.Refused(PlaceRefusal.IDEMPOTENCY_KEY_REUSED);
  private static final PlaceAnswer REPLAYED = new PlaceAnswer.Placed(placed(2), true);

  private final OrderKit order = new OrderKit();

  @AfterEach
  void close() {
    order.close();
  }

  @Test
  void isPlacedOnceItsStockIsHeld() {
    TestProbe<PlaceAnswer> asker = order.place(request(2));
    assertThat(order.events()).isEmpty();
    assertThat(order.answerNext(OrderKit.held(2)))
        .isEqualTo(
            new StockCommand.PlaceHold(Fixture.order(1), Fixture.backer(1), request(2).lines()));
    asker.expectMessage(new PlaceAnswer.Placed(placed(2), false));
    assertThat(order.events()).containsExactly(placed(2));
    assertThat(order.journal.plugin("order|" + Fixture.order(1))).isEqualTo("order-journal");
  }

  @Test
  void repeatsOfWhatIsPendingJoinItAndOtherContentIsRefused() {
    TestProbe<PlaceAnswer> first = order.place(request(2));
    TestProbe<PlaceAnswer> second = order.place(request(2));
    order.place(request(3)).expectMessage(REUSED);
    order.answerNext(OrderKit.held(2));
    first.expectMessage(new PlaceAnswer.Placed(placed(2), false));
    second.expectMessage(REPLAYED);
    order.desk.expectNoMessage(Duration.ZERO);
    assertThat(order.events()).hasSize(1);
  }

  @Test
  void aRepeatGetsTheFirstAnswerWhateverHasBecomeOfTheOrder() {
    order.placed();
    order.place(request(2)).expectMessage(REPLAYED);
    order.place(request(3)).expectMessage(REUSED);
    order.restart();
    order.place(request(2)).expectMessage(REPLAYED);
    order.expire().receiveMessage();
    order.place(request(2)).expectMessage(REPLAYED);
    order.place(request(3)).expectMessage(REUSED);
    order.desk.expectNoMessage(Duration.ZERO);
  }

  @ParameterizedTest
  @EnumSource(HoldRefusal.class)
  void aRefusalIsPassedOnAndTheOrderMayBeAskedForAgain(HoldRefusal reason) {
    TestProbe<PlaceAnswer> asker = order.place(request(2));
    order.answerNext(new StockAnswer.Refused(reason));
    asker.expectMessage(new PlaceAnswer.Refused(PlaceRefusal.valueOf(reason.name())));
    assertThat(order.events()).isEmpty();
    TestProbe<PlaceAnswer> other = order.place(request(3), REQUEST);
    order.answerNext(OrderKit.held(3));
    other.expectMessage(new PlaceAnswer.Placed(placed(3), false));
  }

  @Test
  void whatTheCampaignCannotSayIsUnknown() {
    for (StockAnswer answer : List.of(new StockAnswer.Unknown(), new StockAnswer.NotHeld())) {
      TestProbe<PlaceAnswer> asker = order.place(request(2));
      order.answerNext(answer);
      asker.expectMessage(new PlaceAnswer.Unknown());
    }
    TestProbe<PlaceAnswer> asker = order.place(request(2));
    order.answerNext(new StockAnswer.Overloaded(2_000));
    asker.expectMessage(new PlaceAnswer.Overloaded(2_000));
    assertThat(order.events()).isEmpty();
  }

  @Test
  void aNodeThatAsksTwiceForOneRequestMakesItNoRepeat() {
    TestProbe<PlaceAnswer> first = order.place(request(2), REQUEST);
    TestProbe<PlaceAnswer> again = order.place(request(2), REQUEST);
    TestProbe<PlaceAnswer> repeat = order.place(request(2), REQUEST + 1);
    TestProbe<PlaceAnswer> ofOldNode = order.place(request(2), 0);
    order.answerNext(OrderKit.held(2));
    first.expectMessage(new PlaceAnswer.Placed(placed(2), false));
    again.expectMessage(new PlaceAnswer.Placed(placed(2), false));
    repeat.expectMessage(REPLAYED);
    ofOldNode.expectMessage(REPLAYED);
    order.restart();
    order.place(request(2), REQUEST).expectMessage(new PlaceAnswer.Placed(placed(2), false));
    order.place(request(2), REQUEST + 1).expectMessage(REPLAYED);
    order.place(request(2), 0).expectMessage(REPLAYED);
  }

  @Test
  void aHoldOfAnEarlierRequestWithOtherContentIsNotTaken() {
    TestProbe<PlaceAnswer> asker = order.place(request(2));
    order.answerNext(OrderKit.held(3));
    asker.expectMessage(REUSED);
    assertThat(order.events()).isEmpty();
  }

  @Test
  void restsOnlyOnceItsStepIsAnswered() {
    TestProbe<PlaceAnswer> asker = order.place(request(2));
    order.entity().tell(new OrderMessage.Stop());
    order.answerNext(OrderKit.held(2));
    asker.expectMessage(new PlaceAnswer.Placed(placed(2), false));
    order.awaitEnd();
    order.place(request(2)).expectMessage(REPLAYED);
  }

  @Test
  void restsWithoutTheAnswerOfACampaignThatMovesAsWell() {
    order.stopPatience = Duration.ofMillis(1);
    TestProbe<PlaceAnswer> asker = order.place(request(2), REQUEST);
    order.entity().tell(new OrderMessage.Stop());
    order.awaitEnd();
    asker.expectNoMessage(Duration.ZERO);
    TestProbe<PlaceAnswer> again = order.place(request(2), REQUEST);
    order.answerNext(OrderKit.held(2));
    order.answerNext(OrderKit.held(2));
    again.expectMessage(new PlaceAnswer.Placed(placed(2), false));
  }

  @Test
  void anOrderThatNobodyPlacedRests() {
    order.ask(OrderMessage.Read::new).expectMessage(new OrderAnswer.NotFound());
    order.shard.expectMessageClass(ClusterSharding.Passivate.class);
  }

  @Test
  void aWarmUpLeavesNoTraceInTheJournal() {
    OrderId id = new OrderId(Fixture.order(1).value().replace("local", "warmup"));
    try (OrderKit warmUp = new OrderKit(id)) {
      TestProbe<PlaceAnswer> asker =
          warmUp.place(
              new OrderRequest(
                  id,
                  Fixture.campaign("warmup", 1),
                  Fixture.backer(1),
                  BACKER,
                  request(2).lines(),
                  null));
      warmUp.answerNext(OrderKit.held(2));
      asker.expectMessageClass(PlaceAnswer.Placed.class);
      await()
          .untilAsserted(
              () -> assertThat(warmUp.journal.plugin("order|" + id)).isEqualTo("warmup-journal"));
    }
  }
}
