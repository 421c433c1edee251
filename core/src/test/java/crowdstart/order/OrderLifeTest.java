package crowdstart.order;

import static crowdstart.order.OrderSpec.*;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.Fixture;
import crowdstart.campaign.StockAnswer;
import crowdstart.campaign.StockCommand;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an order, between its backers, its campaign and its journal. */
class OrderLifeTest {
  private final OrderKit order = new OrderKit();

  @AfterEach
  void close() {
    order.close();
  }

  @Test
  void nothingCanBeAskedOfAnOrderThatIsNot() {
    order.ask(OrderMessage.Read::new).expectMessage(new OrderAnswer.NotFound());
    order.cancel().expectMessage(new OrderAnswer.NotFound());
    order.expire().expectMessage(new OrderAnswer.NotFound());
    order.confirm().expectMessage(new OrderAnswer.NotFound());
    order.desk.expectNoMessage(Duration.ZERO);
  }

  @Test
  void aCancellationIsStoredThenTheStockReturnedThenAnswered() {
    order.placed();
    TestProbe<OrderAnswer> first = order.cancel();
    var asked = order.asked();
    assertThat(asked.command()).isEqualTo(new StockCommand.ReleaseHold(Fixture.order(1)));
    assertThat(order.events()).hasSize(2);
    first.expectNoMessage(Duration.ZERO);
    TestProbe<OrderAnswer> second = order.cancel();
    assertThat(order.stage()).as("a read meanwhile").isEqualTo(OrderStage.CANCELLED);
    assertThat(order.stage()).as("behind the first read").isEqualTo(OrderStage.CANCELLED);
    order.shard.expectNoMessage(Duration.ZERO);
    asked.answer().accept(new StockAnswer.Released());
    assertThat(found(first)).isEqualTo(OrderStage.CANCELLED);
    assertThat(found(second)).isEqualTo(OrderStage.CANCELLED);
    order.shard.expectMessageClass(ClusterSharding.Passivate.class);
  }

  @Test
  void aRepeatedCancellationReturnsTheStockAgain() {
    order.placed();
    TestProbe<OrderAnswer> first = order.cancel();
    order.answerNext(new StockAnswer.Unknown());
    first.expectMessage(new OrderAnswer.Unknown());
    order.restart();
    TestProbe<OrderAnswer> second = order.cancel();
    assertThat(order.answerNext(new StockAnswer.NotHeld()))
        .isEqualTo(new StockCommand.ReleaseHold(Fixture.order(1)));
    assertThat(found(second)).isEqualTo(OrderStage.CANCELLED);
    assertThat(order.events()).hasSize(2);
  }

  @Test
  void isConfirmedOnceTheCampaignCountsItsUnitsAsSold() {
    order.placed();
    TestProbe<OrderAnswer> first = order.confirm();
    TestProbe<OrderAnswer> second = order.confirm();
    order.expire().expectMessage(new OrderAnswer.Unknown());
    order.answerNext(new StockAnswer.Confirmed());
    assertThat(found(first)).isEqualTo(OrderStage.CONFIRMED);
    assertThat(found(second)).isEqualTo(OrderStage.CONFIRMED);
    assertThat(found(order.confirm())).isEqualTo(OrderStage.CONFIRMED);
    assertThat(order.expire().receiveMessage()).isInstanceOf(OrderAnswer.WrongStage.class);
    order.shard.expectNoMessage(Duration.ZERO);
  }

  @Test
  void aConfirmedOrderReturnsItsSoldUnitsWhenItIsCancelled() {
    order.placed();
    order.confirm();
    order.answerNext(new StockAnswer.Confirmed());
    TestProbe<OrderAnswer> cancelled = order.cancel();
    assertThat(order.answerNext(new StockAnswer.Released()))
        .isEqualTo(new StockCommand.ReleaseHold(Fixture.order(1)));
    assertThat(found(cancelled)).isEqualTo(OrderStage.CANCELLED);
  }

  @Test
  void aDroppedOrderReturnsItsUnitsAndAReleasedOneKeepsThem() {
    order.placed();
    order.confirm();
    order.answerNext(new StockAnswer.Confirmed());
    TestProbe<OrderAnswer> dropped = order.ask(OrderMessage.Drop::new);
    assertThat(order.answerNext(new StockAnswer.Released()))
        .isEqualTo(new StockCommand.ReleaseHold(Fixture.order(1)));
    assertThat(found(dropped)).isEqualTo(OrderStage.DROPPED);
    assertThat(order.ask(OrderMessage.Release::new).receiveMessage())
        .isInstanceOf(OrderAnswer.WrongStage.class);
    order.desk.expectNoMessage(Duration.ZERO);
  }

  @Test
  void isNotConfirmedWithoutAHold() {
    order.placed();
    TestProbe<OrderAnswer> unknown = order.confirm();
    order.answerNext(new StockAnswer.Unknown());
    unknown.expectMessage(new OrderAnswer.Unknown());
    assertThat(order.stage()).isEqualTo(OrderStage.HELD);
    TestProbe<OrderAnswer> gone = order.confirm();
    order.answerNext(new StockAnswer.NotHeld());
    assertThat(found(gone)).isEqualTo(OrderStage.EXPIRED);
  }

  @Test
  void theEndOfAnEarlierHoldIsNotItsOwn() {
    order.placed();
    TestProbe<OrderAnswer> first = order.expire(Fixture.NOW);
    TestProbe<OrderAnswer> second = order.expire(Fixture.NOW);
    TestProbe<OrderAnswer> confirmed = order.confirm();
    assertThat(order.answerNext(OrderKit.held(2)))
        .isEqualTo(new StockCommand.FindHold(Fixture.order(1)));
    assertThat(found(first)).isEqualTo(OrderStage.HELD);
    assertThat(found(second)).isEqualTo(OrderStage.HELD);
    assertThat(order.events()).hasSize(1);
    order.answerNext(new StockAnswer.Confirmed());
    assertThat(found(confirmed)).isEqualTo(OrderStage.CONFIRMED);
  }

  @Test
  void aCancellationWaitsForTheConfirmationUnderWay() {
    order.placed();
    TestProbe<OrderAnswer> confirmed = order.confirm();
    TestProbe<OrderAnswer> cancelled = order.cancel();
    TestProbe<OrderAnswer> again = order.cancel();
    order.answerNext(new StockAnswer.Confirmed());
    assertThat(found(confirmed)).isEqualTo(OrderStage.CONFIRMED);
    order.answerNext(new StockAnswer.Released());
    assertThat(found(cancelled)).isEqualTo(OrderStage.CANCELLED);
    assertThat(found(again)).isEqualTo(OrderStage.CANCELLED);
    assertThat(order.events()).hasSize(3);
  }

  @Test
  void whatWaitsForAStepThatComesToNothingGoesOn() {
    order.placed();
    TestProbe<OrderAnswer> confirmed = order.confirm();
    TestProbe<OrderAnswer> cancelled = order.cancel();
    order.answerNext(new StockAnswer.Unknown());
    confirmed.expectMessage(new OrderAnswer.Unknown());
    order.answerNext(new StockAnswer.Released());
    assertThat(found(cancelled)).isEqualTo(OrderStage.CANCELLED);
  }

  @Test
  void nothingWaitsForAStepOfAnOrderThatIsToRest() {
    order.placed();
    TestProbe<OrderAnswer> confirmed = order.confirm();
    TestProbe<OrderAnswer> before = order.cancel();
    order.entity().tell(new OrderMessage.Stop());
    TestProbe<OrderAnswer> behind = order.cancel();
    behind.expectMessage(new OrderAnswer.Unknown());
    order.answerNext(new StockAnswer.Confirmed());
    assertThat(found(confirmed)).isEqualTo(OrderStage.CONFIRMED);
    before.expectMessage(new OrderAnswer.Unknown());
    order.awaitEnd();
  }

  @Test
  void aHoldThatEndedWithItsCampaignEndsTheOrderWhateverTheClocksSay() {
    order.placed();
    TestProbe<OrderAnswer> unknown = order.expire(Fixture.NOW);
    order.answerNext(new StockAnswer.Unknown());
    unknown.expectMessage(new OrderAnswer.Unknown());
    TestProbe<OrderAnswer> gone = order.expire(Fixture.NOW);
    order.answerNext(new StockAnswer.NotHeld());
    assertThat(found(gone)).isEqualTo(OrderStage.EXPIRED);
  }

  @Test
  void aHoldThatEndsWhileItIsAskedForIsHeardOfOnceMore() {
    order.place(request(2));
    order.expire().expectMessage(new OrderAnswer.Unknown());
    order.answerNext(OrderKit.held(2));
    assertThat(found(order.expire())).isEqualTo(OrderStage.EXPIRED);
  }

  @Test
  void expiresAndRests() {
    order.placed();
    assertThat(found(order.expire())).isEqualTo(OrderStage.EXPIRED);
    order.shard.expectMessageClass(ClusterSharding.Passivate.class);
    assertThat(found(order.expire())).isEqualTo(OrderStage.EXPIRED);
    assertThat(order.cancel().receiveMessage()).isInstanceOf(OrderAnswer.WrongStage.class);
    assertThat(order.confirm().receiveMessage()).isInstanceOf(OrderAnswer.WrongStage.class);
    assertThat(order.events()).hasSize(2);
    order.desk.expectNoMessage(Duration.ZERO);
  }

  private static OrderStage found(TestProbe<OrderAnswer> asker) {
    return ((OrderAnswer.Found) asker.receiveMessage()).standing().stage();
  }
}
