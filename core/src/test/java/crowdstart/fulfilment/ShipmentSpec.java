package crowdstart.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.Fixture;
import crowdstart.campaign.Line;
import crowdstart.identity.BatchId;
import java.time.Instant;
import java.util.List;

/** given/when/then for the rules of a shipment. */
final class ShipmentSpec {
  static final Instant LATER = Fixture.NOW.plusSeconds(60);
  static final BatchId ONE = new BatchId(Fixture.order(1).value());
  static final BatchId TWO = new BatchId(Fixture.order(2).value());
  static final Consignment POST = new Consignment("Post", "RR1");
  static final List<Line> LINES = List.of(new Line(Fixture.EARLY, 1), new Line(Fixture.LATE, 2));
  static final ShipmentEvent BEGUN =
      new ShipmentEvent.Begun(Fixture.order(1), Fixture.CAMPAIGN, LINES, "GB", Fixture.NOW);
  static final ShipmentEvent BATCHED = new ShipmentEvent.Batched(ONE, LATER);
  static final ShipmentEvent UNBATCHED = new ShipmentEvent.Unbatched(ONE, LATER);
  static final ShipmentEvent LOCKED = new ShipmentEvent.Locked(ONE, LATER);
  static final ShipmentEvent SHIPPED = new ShipmentEvent.Shipped(POST, LATER);
  static final ShipmentEvent DELIVERED = new ShipmentEvent.Delivered(LATER);
  static final ShipmentEvent RETURNED = new ShipmentEvent.Returned(LATER);
  static final ShipmentEvent SUSPENDED = new ShipmentEvent.Suspended(LATER);
  static final ShipmentEvent RESUMED = new ShipmentEvent.Resumed(LATER);
  static final ShipmentEvent CANCELLED = new ShipmentEvent.Cancelled(LATER);
  static final ShipmentEvent REOPENED = new ShipmentEvent.Reopened(LATER);

  private ShipmentState state = new ShipmentState.Absent();

  private ShipmentSpec() {}

  static ShipmentSpec given(ShipmentEvent... events) {
    ShipmentSpec spec = new ShipmentSpec();
    for (ShipmentEvent event : events) {
      spec.state = Shipment.evolve(spec.state, event);
    }
    return spec;
  }

  static ShipmentCommand begin() {
    return new ShipmentCommand.Begin(Fixture.order(1), Fixture.CAMPAIGN, LINES, "GB");
  }

  static ShipmentCommand ship() {
    return new ShipmentCommand.Ship(Fixture.CAMPAIGN, POST);
  }

  static ShipmentCommand deliver() {
    return new ShipmentCommand.Deliver(Fixture.CAMPAIGN);
  }

  static ShipmentCommand giveBack() {
    return new ShipmentCommand.Return(Fixture.CAMPAIGN);
  }

  ShipmentState state() {
    return state;
  }

  Decided when(ShipmentCommand command) {
    return new Decided(Shipment.decide(state, command, LATER));
  }

  record Decided(ShipmentDecision decision) {
    void then(ShipmentEvent event) {
      assertThat(decision).isEqualTo(new ShipmentDecision.Accept(event));
    }

    void thenAlreadyDone() {
      assertThat(decision).isEqualTo(new ShipmentDecision.AlreadyDone());
    }

    void thenRejected(ShipmentRejection why) {
      assertThat(decision).isEqualTo(new ShipmentDecision.Reject(why));
    }
  }
}
