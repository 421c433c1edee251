package crowdstart.fulfilment;

import static crowdstart.fulfilment.ShipmentRejection.BEGUN_OTHERWISE;
import static crowdstart.fulfilment.ShipmentRejection.UNKNOWN_SHIPMENT;
import static crowdstart.fulfilment.ShipmentRejection.WRONG_STAGE;
import static crowdstart.fulfilment.ShipmentSpec.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.campaign.Fixture;
import crowdstart.campaign.Line;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of a shipment. */
class ShipmentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # state      | begin  | batch   | unbatch   | lock    | ship    | deliver   | return   | cancel
          ABSENT       | BEGUN  | UNKNOWN | UNKNOWN   | UNKNOWN | UNKNOWN | UNKNOWN   | UNKNOWN  | UNKNOWN
          READY        | DONE   | BATCHED | WRONG     | WRONG   | SHIPPED | WRONG     | WRONG    | CANCELLED
          BATCHED      | DONE   | DONE    | UNBATCHED | LOCKED  | SHIPPED | WRONG     | WRONG    | CANCELLED
          LOCKED       | DONE   | DONE    | WRONG     | DONE    | SHIPPED | WRONG     | WRONG    | CANCELLED
          LEFT         | DONE   | WRONG   | DONE      | WRONG   | SHIPPED | WRONG     | WRONG    | CANCELLED
          SHIPPED      | DONE   | WRONG   | WRONG     | WRONG   | DONE    | DELIVERED | RETURNED | WRONG
          SHIPPED_ONE  | DONE   | DONE    | WRONG     | WRONG   | DONE    | DELIVERED | RETURNED | WRONG
          DELIVERED    | DONE   | WRONG   | WRONG     | WRONG   | DONE    | DONE      | RETURNED | WRONG
          RETURNED     | DONE   | WRONG   | WRONG     | WRONG   | DONE    | WRONG     | DONE     | WRONG
          BACK         | DONE   | WRONG   | WRONG     | WRONG   | DONE    | DONE      | DONE     | WRONG
          CANCELLED    | DONE   | WRONG   | WRONG     | WRONG   | WRONG   | WRONG     | WRONG    | DONE
          """)
  void movesOnlyAlongItsEdges(
      String state,
      String begin,
      String batch,
      String unbatch,
      String lock,
      String ship,
      String deliver,
      String giveBack,
      String cancel) {
    ShipmentSpec shipment = at(state);
    assertThat(outcome(shipment, begin())).isEqualTo(begin);
    assertThat(outcome(shipment, new ShipmentCommand.Batch(ONE))).isEqualTo(batch);
    assertThat(outcome(shipment, new ShipmentCommand.Unbatch(ONE))).isEqualTo(unbatch);
    assertThat(outcome(shipment, new ShipmentCommand.Lock(ONE))).isEqualTo(lock);
    assertThat(outcome(shipment, ship())).isEqualTo(ship);
    assertThat(outcome(shipment, deliver())).isEqualTo(deliver);
    assertThat(outcome(shipment, giveBack())).isEqualTo(giveBack);
    assertThat(outcome(shipment, new ShipmentCommand.Cancel())).isEqualTo(cancel);
  }

  @Test
  void waitsWhileItsPaymentIsDisputed() {
    ShipmentCommand suspend = new ShipmentCommand.Suspend();
    ShipmentCommand resume = new ShipmentCommand.Resume();
    given().when(suspend).thenRejected(UNKNOWN_SHIPMENT);
    for (String state : List.of("READY", "BATCHED", "LOCKED", "LEFT")) {
      at(state).when(suspend).then(SUSPENDED);
      at(state).when(resume).thenAlreadyDone();
    }
    for (String state : List.of("SHIPPED", "DELIVERED", "RETURNED", "CANCELLED")) {
      at(state).when(suspend).thenAlreadyDone();
      at(state).when(resume).thenAlreadyDone();
    }
    for (ShipmentSpec suspended :
        List.of(
            given(BEGUN, SUSPENDED),
            given(BEGUN, BATCHED, SUSPENDED),
            given(BEGUN, BATCHED, LOCKED, SUSPENDED),
            given(BEGUN, BATCHED, SUSPENDED, UNBATCHED))) {
      assertThat(Shipment.isSuspended(suspended.state())).isTrue();
      suspended.when(suspend).thenAlreadyDone();
      suspended.when(resume).then(RESUMED);
      suspended.when(ship()).then(SHIPPED);
      suspended.when(new ShipmentCommand.Cancel()).then(CANCELLED);
    }
    given(BEGUN, SUSPENDED).when(new ShipmentCommand.Batch(ONE)).thenRejected(WRONG_STAGE);
    given(BEGUN, BATCHED, SUSPENDED).when(new ShipmentCommand.Lock(ONE)).then(LOCKED);
    given(BEGUN, BATCHED, SUSPENDED).when(new ShipmentCommand.Unbatch(ONE)).then(UNBATCHED);
    given(BEGUN, BATCHED, LOCKED, SUSPENDED).when(new ShipmentCommand.Lock(ONE)).thenAlreadyDone();
    assertThat(Shipment.isSuspended(given(BEGUN, BATCHED, SUSPENDED, LOCKED).state())).isTrue();
    assertThat(Shipment.isSuspended(given(BEGUN, SUSPENDED, SHIPPED).state())).isFalse();
  }

  @Test
  void isBegunOnceWithOneContent() {
    List<ShipmentCommand> others =
        List.of(
            new ShipmentCommand.Begin(Fixture.order(1), Fixture.CAMPAIGN, LINES, "FR"),
            new ShipmentCommand.Begin(
                Fixture.order(1), Fixture.CAMPAIGN, List.of(new Line(Fixture.EARLY, 1)), "GB"),
            new ShipmentCommand.Begin(Fixture.order(1), Fixture.campaign("local", 2), LINES, "GB"));
    for (ShipmentCommand other : others) {
      given(BEGUN).when(other).thenRejected(BEGUN_OTHERWISE);
      given(BEGUN, CANCELLED).when(other).thenRejected(BEGUN_OTHERWISE);
    }
  }

  @Test
  void isInOneBatchAtATimeAndNeverBackInOne() {
    given(BEGUN, BATCHED).when(new ShipmentCommand.Batch(TWO)).thenRejected(WRONG_STAGE);
    given(BEGUN, BATCHED).when(new ShipmentCommand.Lock(TWO)).thenRejected(WRONG_STAGE);
    given(BEGUN, BATCHED).when(new ShipmentCommand.Unbatch(TWO)).thenRejected(WRONG_STAGE);
    given(BEGUN, BATCHED, UNBATCHED)
        .when(new ShipmentCommand.Batch(TWO))
        .then(new ShipmentEvent.Batched(TWO, LATER));
    ShipmentEvent inTwo = new ShipmentEvent.Batched(TWO, LATER);
    ShipmentEvent outOfTwo = new ShipmentEvent.Unbatched(TWO, LATER);
    given(BEGUN, BATCHED, UNBATCHED, inTwo)
        .when(new ShipmentCommand.Unbatch(ONE))
        .thenAlreadyDone();
    given(BEGUN, BATCHED, UNBATCHED, inTwo, outOfTwo)
        .when(new ShipmentCommand.Batch(ONE))
        .thenRejected(WRONG_STAGE);
  }

  @Test
  void aParcelHasOneConsignment() {
    ShipmentCommand other =
        new ShipmentCommand.Ship(Fixture.CAMPAIGN, new Consignment("Post", null));
    for (ShipmentSpec shipment :
        List.of(
            given(BEGUN, SHIPPED),
            given(BEGUN, SHIPPED, DELIVERED),
            given(BEGUN, SHIPPED, RETURNED))) {
      shipment.when(other).thenRejected(WRONG_STAGE);
    }
  }

  @Test
  void anotherCampaignsCreatorDoesNotFindIt() {
    for (String state : List.of("READY", "LOCKED", "SHIPPED", "DELIVERED", "CANCELLED")) {
      var other = Fixture.campaign("local", 2);
      at(state).when(new ShipmentCommand.Ship(other, POST)).thenRejected(UNKNOWN_SHIPMENT);
      at(state).when(new ShipmentCommand.Deliver(other)).thenRejected(UNKNOWN_SHIPMENT);
      at(state).when(new ShipmentCommand.Return(other)).thenRejected(UNKNOWN_SHIPMENT);
    }
  }

  @Test
  void evolveThrowsOnTheImpossible() {
    for (ShipmentEvent event : List.of(BATCHED, SHIPPED, DELIVERED, RETURNED, CANCELLED, LOCKED)) {
      assertThatThrownBy(() -> given(event)).isInstanceOf(IllegalStateException.class);
    }
    for (ShipmentEvent event : List.of(BEGUN, UNBATCHED, LOCKED, DELIVERED, RETURNED, RESUMED)) {
      assertThatThrownBy(() -> given(BEGUN, event)).isInstanceOf(IllegalStateException.class);
    }
    for (ShipmentEvent event : List.of(BATCHED, UNBATCHED, LOCKED)) {
      assertThatThrownBy(() -> given(BEGUN, BATCHED, LOCKED, event))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> given(BEGUN, BATCHED, UNBATCHED, BATCHED))
        .isInstanceOf(IllegalStateException.class);
    for (ShipmentEvent event : List.of(BATCHED, SUSPENDED)) {
      assertThatThrownBy(() -> given(BEGUN, SUSPENDED, event))
          .isInstanceOf(IllegalStateException.class);
    }
    for (ShipmentEvent event : List.of(BATCHED, SHIPPED, CANCELLED, SUSPENDED, RESUMED)) {
      assertThatThrownBy(() -> given(BEGUN, SHIPPED, event))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  static ShipmentSpec at(String state) {
    return switch (state) {
      case "ABSENT" -> given();
      case "READY" -> given(BEGUN);
      case "BATCHED" -> given(BEGUN, BATCHED);
      case "LOCKED" -> given(BEGUN, BATCHED, LOCKED);
      case "LEFT" -> given(BEGUN, BATCHED, UNBATCHED);
      case "SHIPPED" -> given(BEGUN, SHIPPED);
      case "SHIPPED_ONE" -> given(BEGUN, BATCHED, LOCKED, SHIPPED);
      case "DELIVERED" -> given(BEGUN, SHIPPED, DELIVERED);
      case "RETURNED" -> given(BEGUN, SHIPPED, RETURNED);
      case "BACK" -> given(BEGUN, SHIPPED, DELIVERED, RETURNED);
      case "CANCELLED" -> given(BEGUN, CANCELLED);
      default -> throw new IllegalArgumentException(state);
    };
  }

  static String outcome(ShipmentSpec shipment, ShipmentCommand command) {
    return switch (shipment.when(command).decision()) {
      case ShipmentDecision.Accept(ShipmentEvent event) ->
          event.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
      case ShipmentDecision.AlreadyDone _ -> "DONE";
      case ShipmentDecision.Reject(ShipmentRejection why) ->
          why.name().substring(0, why.name().indexOf('_'));
    };
  }
}
