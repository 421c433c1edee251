package crowdstart.order;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.Fixture;
import crowdstart.campaign.Line;
import crowdstart.campaign.PricedLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** given/when/then for the rules of an order. */
final class OrderSpec {
  static final Instant LATER = Fixture.NOW.plusSeconds(60);
  static final long REQUEST = 7;
  static final Backer BACKER = new Backer("ada@example.org", "Ada", "GB");

  private OrderState state = new OrderState.Absent();

  private OrderSpec() {}

  static OrderSpec given(OrderEvent... events) {
    OrderSpec spec = new OrderSpec();
    for (OrderEvent event : events) {
      spec.state = Order.evolve(spec.state, event);
    }
    return spec;
  }

  static OrderRequest request(int quantity) {
    return request(BACKER, null, new Line(Fixture.EARLY, quantity));
  }

  static OrderRequest request(Backer backer, @Nullable String referrer, Line... lines) {
    return new OrderRequest(
        Fixture.order(1), Fixture.CAMPAIGN, Fixture.backer(1), backer, List.of(lines), referrer);
  }

  static OrderEvent.Placed placed(int quantity) {
    return new OrderEvent.Placed(
        Fixture.order(1),
        Fixture.CAMPAIGN,
        Fixture.backer(1),
        BACKER,
        List.of(new PricedLine(Fixture.EARLY, quantity, Fixture.PRICE)),
        Fixture.EUR,
        null,
        Fixture.EXPIRES_AT,
        REQUEST,
        Fixture.NOW);
  }

  static OrderCommand place(OrderRequest request) {
    return new OrderCommand.Place(
        request,
        REQUEST,
        List.of(new PricedLine(Fixture.EARLY, 2, Fixture.PRICE)),
        Fixture.EUR,
        Fixture.EXPIRES_AT,
        Fixture.NOW);
  }

  Decided when(OrderCommand command) {
    return new Decided(Order.decide(state, command));
  }

  record Decided(OrderDecision decision) {
    void then(OrderEvent event) {
      assertThat(decision).isEqualTo(new OrderDecision.Accept(event));
    }

    void thenAlreadyDone() {
      assertThat(decision).isEqualTo(new OrderDecision.AlreadyDone());
    }

    void thenRejected(OrderRejection why) {
      assertThat(decision).isEqualTo(new OrderDecision.Reject(why));
    }
  }
}
