package crowdstart.order;

import static crowdstart.order.OrderRejection.IDEMPOTENCY_KEY_REUSED;
import static crowdstart.order.OrderRejection.UNKNOWN_ORDER;
import static crowdstart.order.OrderRejection.WRONG_STAGE;
import static crowdstart.order.OrderSpec.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.campaign.Fixture;
import crowdstart.campaign.Line;
import crowdstart.identity.BackerId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of an order: O3 and O6. */
class OrderTest {
  private static final OrderEvent CONFIRMED = new OrderEvent.Confirmed(LATER);
  private static final OrderEvent CANCELLED = new OrderEvent.Cancelled(LATER);
  private static final OrderEvent EXPIRED = new OrderEvent.Expired(LATER);
  private static final OrderEvent DROPPED = new OrderEvent.Dropped(LATER);
  private static final OrderEvent RELEASED = new OrderEvent.Released(LATER);

  @Test
  void isPlacedOnceAndKeepsItsFirstAnswer() {
    given().when(place(request(2))).then(placed(2));
    given(placed(2)).when(place(request(2))).thenAlreadyDone();
    for (OrderEvent end : List.of(CONFIRMED, CANCELLED, EXPIRED)) {
      given(placed(2), end).when(place(request(2))).thenAlreadyDone();
      given(placed(2), end).when(place(request(3))).thenRejected(IDEMPOTENCY_KEY_REUSED);
    }
  }

  @Test
  void otherContentIsAnotherRequest() {
    Line two = new Line(Fixture.EARLY, 2);
    List<OrderRequest> others =
        List.of(
            request(3),
            request(BACKER, "newsletter", two),
            request(new Backer("ada@example.org", "Ada B.", "GB"), null, two),
            request(new Backer("ada@example.org", "Ada", "FR"), null, two),
            request(BACKER, null, new Line(Fixture.LATE, 2)),
            request(BACKER, null, two, two),
            request(BACKER, null, new Line(Fixture.EARLY, 1), new Line(Fixture.EARLY, 1)),
            new OrderRequest(
                Fixture.order(1),
                Fixture.campaign("local", 2),
                Fixture.backer(1),
                BACKER,
                List.of(two),
                null),
            new OrderRequest(
                Fixture.order(1),
                Fixture.CAMPAIGN,
                new BackerId("another"),
                BACKER,
                List.of(two),
                null));
    for (OrderRequest other : others) {
      given(placed(2)).when(place(other)).thenRejected(IDEMPOTENCY_KEY_REUSED);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # stage   | confirm       | cancel        | expire        | drop          | release
          ABSENT    | UNKNOWN_ORDER | UNKNOWN_ORDER | UNKNOWN_ORDER | UNKNOWN_ORDER | UNKNOWN_ORDER
          HELD      | CONFIRMED     | CANCELLED     | EXPIRED       | WRONG_STAGE   | WRONG_STAGE
          CONFIRMED | DONE          | CANCELLED     | WRONG_STAGE   | DROPPED       | RELEASED
          CANCELLED | WRONG_STAGE   | DONE          | WRONG_STAGE   | WRONG_STAGE   | WRONG_STAGE
          EXPIRED   | WRONG_STAGE   | WRONG_STAGE   | DONE          | WRONG_STAGE   | WRONG_STAGE
          DROPPED   | WRONG_STAGE   | WRONG_STAGE   | WRONG_STAGE   | DONE          | WRONG_STAGE
          RELEASED  | WRONG_STAGE   | WRONG_STAGE   | WRONG_STAGE   | WRONG_STAGE   | DONE
          """)
  void movesOnlyAlongItsEdges(
      String stage, String confirm, String cancel, String expire, String drop, String release) {
    assertThat(outcome(at(stage), new OrderCommand.Drop(LATER))).isEqualTo(drop);
    assertThat(outcome(at(stage), new OrderCommand.Release(LATER))).isEqualTo(release);
    assertThat(outcome(at(stage), new OrderCommand.Confirm(LATER))).isEqualTo(confirm);
    assertThat(outcome(at(stage), new OrderCommand.Cancel(LATER))).isEqualTo(cancel);
    assertThat(outcome(at(stage), new OrderCommand.Expire(LATER))).isEqualTo(expire);
  }

  @Test
  void evolveThrowsOnTheImpossible() {
    List<OrderEvent> ends = List.of(CONFIRMED, CANCELLED, EXPIRED, DROPPED, RELEASED);
    for (OrderEvent event : ends) {
      assertThatThrownBy(() -> given(event)).isInstanceOf(IllegalStateException.class);
    }
    for (OrderEvent event : List.of(CANCELLED, EXPIRED)) {
      for (OrderEvent end : ends) {
        assertThatThrownBy(() -> given(placed(2), event, end))
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void anUnknownOrderIsUnknownFirst() {
    given().when(new OrderCommand.Cancel(LATER)).thenRejected(UNKNOWN_ORDER);
    given(placed(2), EXPIRED).when(new OrderCommand.Cancel(LATER)).thenRejected(WRONG_STAGE);
  }

  @Test
  void anOrderIsOfSomething() {
    assertThatThrownBy(() -> request(BACKER, null)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void personalDataStaysOutOfLogs() {
    assertThat(request(2).toString()).doesNotContain("ada", "Ada");
    assertThat(placed(2).toString()).doesNotContain("ada", "Ada");
  }

  private static OrderSpec at(String stage) {
    return switch (stage) {
      case "ABSENT" -> given();
      case "HELD" -> given(placed(2));
      case "CONFIRMED" -> given(placed(2), CONFIRMED);
      case "CANCELLED" -> given(placed(2), CANCELLED);
      case "EXPIRED" -> given(placed(2), EXPIRED);
      case "DROPPED" -> given(placed(2), CONFIRMED, DROPPED);
      case "RELEASED" -> given(placed(2), CONFIRMED, RELEASED);
      default -> throw new IllegalArgumentException(stage);
    };
  }

  private static String outcome(OrderSpec order, OrderCommand command) {
    return switch (order.when(command).decision()) {
      case OrderDecision.Accept(OrderEvent.Confirmed _) -> "CONFIRMED";
      case OrderDecision.Accept(OrderEvent.Cancelled _) -> "CANCELLED";
      case OrderDecision.Accept(OrderEvent.Expired _) -> "EXPIRED";
      case OrderDecision.Accept(OrderEvent.Dropped _) -> "DROPPED";
      case OrderDecision.Accept(OrderEvent.Released _) -> "RELEASED";
      case OrderDecision.Accept(OrderEvent.Placed _) -> "PLACED";
      case OrderDecision.Accept(OrderEvent.AddressGiven _) -> "GIVEN";
      case OrderDecision.Accept(OrderEvent.AddressLocked _) -> "LOCKED";
      case OrderDecision.AlreadyDone _ -> "DONE";
      case OrderDecision.Reject(OrderRejection why) -> why.name();
    };
  }
}
