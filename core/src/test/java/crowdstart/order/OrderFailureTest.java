package crowdstart.order;

import static crowdstart.order.OrderSpec.*;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.StockAnswer;
import crowdstart.testing.Journal.Fault;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits of an order whose outcome nobody knows: told so, and a repeat finds one outcome (O7). */
class OrderFailureTest {
  private final OrderKit order = new OrderKit();

  @AfterEach
  void close() {
    order.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void ofItsPlacing(Fault fault) {
    order.journal.failNext(fault);
    TestProbe<PlaceAnswer> first = order.place(request(2));
    TestProbe<PlaceAnswer> joined = order.place(request(2));
    order.answerNext(OrderKit.held(2));
    first.expectMessage(new PlaceAnswer.Unknown());
    joined.expectMessage(new PlaceAnswer.Unknown());
    if (fault == Fault.LOST) {
      TestProbe<PlaceAnswer> again = order.place(request(2), REQUEST);
      order.answerNext(OrderKit.held(2));
      again.expectMessage(new PlaceAnswer.Placed(placed(2), false));
    } else {
      order.place(request(2)).expectMessage(new PlaceAnswer.Placed(placed(2), true));
    }
    assertThat(order.events()).containsExactly(placed(2));
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void ofItsCancellation(Fault fault) {
    order.placed();
    order.journal.failNext(fault);
    order.cancel().expectMessage(new OrderAnswer.Unknown());
    TestProbe<OrderAnswer> again = order.cancel();
    order.answerNext(new StockAnswer.Released());
    assertThat(again.receiveMessage()).isInstanceOf(OrderAnswer.Found.class);
    assertThat(order.events()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void ofItsConfirmation(Fault fault) {
    order.placed();
    order.journal.failNext(fault);
    TestProbe<OrderAnswer> first = order.confirm();
    TestProbe<OrderAnswer> joined = order.confirm();
    order.answerNext(new StockAnswer.Confirmed());
    first.expectMessage(new OrderAnswer.Unknown());
    joined.expectMessage(new OrderAnswer.Unknown());
    TestProbe<OrderAnswer> again = order.confirm();
    if (fault == Fault.LOST) {
      order.answerNext(new StockAnswer.Confirmed());
    }
    assertThat(again.receiveMessage()).isInstanceOf(OrderAnswer.Found.class);
    assertThat(order.events()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void ofAStepThatOthersWaitFor(Fault fault) {
    order.placed();
    order.journal.failNext(fault);
    TestProbe<OrderAnswer> confirmed = order.confirm();
    TestProbe<OrderAnswer> waiting = order.cancel();
    order.answerNext(new StockAnswer.Confirmed());
    confirmed.expectMessage(new OrderAnswer.Unknown());
    waiting.expectMessage(new OrderAnswer.Unknown());
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void ofItsExpiry(Fault fault) {
    order.placed();
    order.journal.failNext(fault);
    order.expire().expectMessage(new OrderAnswer.Unknown());
    assertThat(order.expire().receiveMessage()).isInstanceOf(OrderAnswer.Found.class);
    assertThat(order.events()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void whileItIsToRest(Fault fault) {
    order.journal.failNext(fault);
    TestProbe<PlaceAnswer> asker = order.place(request(2));
    order.entity().tell(new OrderMessage.Stop());
    order.answerNext(OrderKit.held(2));
    asker.expectMessage(new PlaceAnswer.Unknown());
    order.awaitEnd();
  }
}
