package crowdstart.http.fulfilment;

import crowdstart.fulfilment.ShipmentAnswer;
import crowdstart.fulfilment.ShipmentStage;
import crowdstart.fulfilment.ShipmentStanding;
import crowdstart.fulfilment.Shipments;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.PageQuery;
import crowdstart.http.wire.Responses;
import crowdstart.identity.OrderId;
import crowdstart.identity.Patience;
import crowdstart.order.OrderStage;
import crowdstart.order.OrderStanding;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What backers see of their parcels. */
public final class BackerShipments {
  /** How long an order waits for what its parcel has to add; without it, it goes alone. */
  public static final Duration GLANCE_WAIT = Duration.ofMillis(300);

  private final Shipments shipments;
  private final Shipments glances;
  private final ShipmentList list;

  public BackerShipments(FulfilmentParts parts) {
    this.shipments = parts.entities().shipments();
    this.glances = shipments.with(new Patience(1, GLANCE_WAIT));
    this.list = parts.shipments();
  }

  public Route route() {
    return Route.get("/v1/orders/{order}/shipment", this::read);
  }

  private CompletionStage<HttpResponse> read(Call call) {
    return shipments
        .read(call.order())
        .thenCompose(answer ->
            switch (answer) {
              case ShipmentAnswer.Found(ShipmentStanding standing) ->
                  withPlace(standing, PageQuery.ANSWER_WAIT)
                      .thenApply(shipment -> Responses.ok(ShipmentJson.ofBacker(shipment)))
                      .exceptionally(failure -> {
                        throw PageQuery.refusal(failure);
                      });
              case ShipmentAnswer.NotFound _ ->
                  CompletableFuture.completedStage(Problems.notFound());
              case ShipmentAnswer.Refused _, ShipmentAnswer.Unknown _ ->
                  CompletableFuture.completedStage(Problems.unknown());
            });
  }

  /**
   * Whether the parcel of an order has left.
   *
   * @return fails with {@link Refused} when nobody knows
   */
  public CompletionStage<Boolean> isSent(OrderId order) {
    return shipments
        .read(order)
        .thenApply(answer ->
            switch (answer) {
              case ShipmentAnswer.Found(ShipmentStanding standing) ->
                  switch (standing.stage()) {
                    case SHIPPED, DELIVERED, RETURNED -> true;
                    case READY, BATCHED, CANCELLED -> false;
                  };
              case ShipmentAnswer.NotFound _ -> false;
              case ShipmentAnswer.Refused _, ShipmentAnswer.Unknown _ ->
                  throw new Refused(Problems.unknown());
            });
  }

  /** The parcel of an order, if there is one and it can be had at once. Never fails. */
  public CompletionStage<Optional<BackerShipment>> glance(OrderStanding order) {
    if (order.stage() != OrderStage.CONFIRMED) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    return glances
        .read(order.placed().order())
        .thenCompose(answer ->
            answer instanceof ShipmentAnswer.Found(ShipmentStanding standing)
                ? withPlace(standing, GLANCE_WAIT).thenApply(Optional::of)
                : CompletableFuture.completedStage(Optional.<BackerShipment>empty()))
        .exceptionally(_ -> Optional.empty());
  }

  private CompletionStage<BackerShipment> withPlace(ShipmentStanding standing, Duration wait) {
    return standing.stage() == ShipmentStage.READY
        ? list.ahead(standing.begun())
            .toCompletableFuture()
            .orTimeout(wait.toMillis(), TimeUnit.MILLISECONDS)
            .thenApply(ahead -> new BackerShipment(standing, ahead))
        : CompletableFuture.completedStage(new BackerShipment(standing, null));
  }
}
