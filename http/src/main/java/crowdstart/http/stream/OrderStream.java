package crowdstart.http.stream;

import crowdstart.http.problem.Problems;
import crowdstart.http.route.Call;
import crowdstart.http.route.Route;
import crowdstart.http.wire.Accepts;
import crowdstart.http.wire.Headers;
import crowdstart.http.wire.Responses;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderAnswer;
import crowdstart.order.OrderStage;
import crowdstart.order.Orders;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** The stream of an order's states as server-sent events. */
public final class OrderStream {
  private final Orders orders;
  private final ActorRef<OrderWatch.Message> watch;
  private final AtomicInteger watchers = new AtomicInteger();

  /**
   * @param watch an actor of {@link OrderWatch#create}
   */
  public OrderStream(Orders orders, ActorRef<OrderWatch.Message> watch) {
    this.orders = orders;
    this.watch = watch;
  }

  public Route route() {
    return Route.get("/v1/orders/{order}/stream", this::open);
  }

  /** How many streams are open on this node. */
  public int watchers() {
    return watchers.get();
  }

  private CompletionStage<HttpResponse> open(Call call) {
    OrderId order = call.order();
    Accepts.best(call.request(), List.of(MediaTypes.TEXT_EVENT_STREAM));
    @Nullable String known = Headers.value(call.request(), "last-event-id");
    return orders
        .read(order)
        .thenApply(answer ->
            switch (answer) {
              case OrderAnswer.Found(var standing) ->
                  Responses.events(
                      call.isHead() ? Source.empty() : events(order, standing.stage(), known));
              case OrderAnswer.NotFound _ -> Problems.notFound();
              case OrderAnswer.WrongStage _, OrderAnswer.AddressRefused _, OrderAnswer.Unknown _ ->
                  Problems.unknown();
            });
  }

  private Source<ByteString, NotUsed> events(
      OrderId order, OrderStage stage, @Nullable String known) {
    return Source.fromGraph(
        new WatcherStage(
            WatcherStage.NOTHING_SEEN,
            watcher -> {
              watchers.incrementAndGet();
              watch.tell(new OrderWatch.Join(order, stage, watcher, known));
            },
            watcher -> {
              watchers.decrementAndGet();
              watch.tell(new OrderWatch.Leave(order, watcher));
            }));
  }
}
