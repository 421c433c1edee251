package crowdstart.order;

import static crowdstart.order.OrderRejection.ADDRESS_LOCKED;
import static crowdstart.order.OrderRejection.NO_ADDRESS;
import static crowdstart.order.OrderRejection.UNKNOWN_ORDER;
import static crowdstart.order.OrderRejection.WRONG_STAGE;
import static crowdstart.order.OrderSpec.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.campaign.StockAnswer;
import crowdstart.testing.Journal.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An order's address: given while it is confirmed, changed until it is locked. */
class AddressTest {
  private static final Address HERE =
      new Address("Lamp Street 1", null, "Hull", null, "HU1", "GB", null);
  private static final Address THERE =
      new Address("Lamp Street 2", "Flat 2", "Hull", "Yorkshire", "HU1", "GB", "+44 1");
  private static final OrderEvent CONFIRMED = new OrderEvent.Confirmed(LATER);
  private static final OrderEvent GIVEN = new OrderEvent.AddressGiven(HERE, LATER);
  private static final OrderEvent LOCKED = new OrderEvent.AddressLocked(LATER);

  @Test
  void changesUntilItIsLocked() {
    given(placed(2), CONFIRMED).when(give(HERE)).then(GIVEN);
    given(placed(2), CONFIRMED, GIVEN).when(give(HERE)).thenAlreadyDone();
    given(placed(2), CONFIRMED, GIVEN)
        .when(give(THERE))
        .then(new OrderEvent.AddressGiven(THERE, LATER));
    given(placed(2), CONFIRMED, GIVEN, LOCKED).when(give(THERE)).thenRejected(ADDRESS_LOCKED);
    given(placed(2), CONFIRMED, GIVEN, LOCKED).when(give(HERE)).thenAlreadyDone();
  }

  @Test
  void isLockedOnceAndOnlyWhenItIsThere() {
    given(placed(2), CONFIRMED).when(lock()).thenRejected(NO_ADDRESS);
    given(placed(2), CONFIRMED, GIVEN).when(lock()).then(LOCKED);
    given(placed(2), CONFIRMED, GIVEN, LOCKED).when(lock()).thenAlreadyDone();
  }

  @Test
  void onlyAConfirmedOrderHasOne() {
    for (OrderCommand command : List.of(give(HERE), lock())) {
      given().when(command).thenRejected(UNKNOWN_ORDER);
      given(placed(2)).when(command).thenRejected(WRONG_STAGE);
      given(placed(2), new OrderEvent.Cancelled(LATER)).when(command).thenRejected(WRONG_STAGE);
      given(placed(2), new OrderEvent.Expired(LATER)).when(command).thenRejected(WRONG_STAGE);
    }
  }

  @Test
  void evolveThrowsOnTheImpossible() {
    for (List<OrderEvent> events :
        List.<List<OrderEvent>>of(
            List.of(GIVEN),
            List.of(LOCKED),
            List.of(placed(2), GIVEN),
            List.of(placed(2), LOCKED),
            List.of(placed(2), CONFIRMED, LOCKED),
            List.of(placed(2), CONFIRMED, GIVEN, LOCKED, LOCKED),
            List.of(placed(2), CONFIRMED, GIVEN, LOCKED, GIVEN))) {
      assertThatThrownBy(() -> given(events.toArray(OrderEvent[]::new)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void personalDataStaysOutOfLogs() {
    assertThat(give(THERE).toString() + new AddressStanding(THERE, true))
        .doesNotContain("Lamp", "Hull", "HU1", "44");
  }

  @Test
  void standsBehindARestart() {
    try (OrderKit order = new OrderKit()) {
      confirm(order);
      order.ask(to -> new OrderMessage.GiveAddress(HERE, to)).receiveMessage();
      order.ask(OrderMessage.LockAddress::new).receiveMessage();
      order.restart();
      OrderAnswer answer =
          order.ask(to -> new OrderMessage.GiveAddress(THERE, to)).receiveMessage();
      assertThat(((OrderAnswer.AddressRefused) answer).standing().address())
          .isEqualTo(new AddressStanding(HERE, true));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "STORED_UNKNOWN"})
  void aLostCommitIsUnknownAndARepeatFindsOneOutcome(Fault fault) {
    try (OrderKit order = new OrderKit()) {
      confirm(order);
      order.journal.failNext(fault);
      order
          .ask(to -> new OrderMessage.GiveAddress(HERE, to))
          .expectMessage(new OrderAnswer.Unknown());
      OrderAnswer again = order.ask(to -> new OrderMessage.GiveAddress(HERE, to)).receiveMessage();
      assertThat(((OrderAnswer.Found) again).standing().address())
          .isEqualTo(new AddressStanding(HERE, false));
      assertThat(order.events()).hasSize(3);
    }
  }

  private static void confirm(OrderKit order) {
    order.placed();
    var asker = order.confirm();
    order.answerNext(new StockAnswer.Confirmed());
    asker.receiveMessage();
  }

  private static OrderCommand give(Address address) {
    return new OrderCommand.GiveAddress(address, LATER);
  }

  private static OrderCommand lock() {
    return new OrderCommand.LockAddress(LATER);
  }
}
