package crowdstart.http.stream;

import crowdstart.http.payment.PaymentBook;
import crowdstart.http.wire.Json;
import crowdstart.identity.OrderId;
import crowdstart.order.OrderStage;
import crowdstart.view.OrderStates.States;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Watches all orders that somebody looks at on this node: one look at the views for all of them, so
 * that a thousand open order pages cost the database what one does.
 */
public final class OrderWatch extends AbstractBehavior<OrderWatch.Message> {
  /** The shortest time between two looks, and so the most that a change waits here. */
  static final Duration PACE = Duration.ofMillis(500);

  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final PaymentBook book;
  private final TimerScheduler<Message> timers;
  private final Map<OrderId, Watched> orders = new HashMap<>();
  private @Nullable ActorRef<Done> drained;
  private long version;

  /** One look at a time. */
  private boolean isLooking;

  /** What it receives. */
  public sealed interface Message permits Join, Leave, Look, Seen, Failed, Heartbeat, Drain {}

  /**
   * Somebody wants to see.
   *
   * @param stage as the order itself said a moment ago
   * @param known the id of the event that the watcher has; null for none
   */
  record Join(OrderId order, OrderStage stage, Watcher watcher, @Nullable String known)
      implements Message {}

  record Leave(OrderId order, Watcher watcher) implements Message {}

  private record Look() implements Message {}

  private record Seen(List<States> states) implements Message {}

  private record Failed() implements Message {}

  private record Heartbeat() implements Message {}

  /**
   * Ends every stream, now and from now on: the node is about to stop.
   *
   * @param replyTo told when the last one has ended
   */
  public record Drain(ActorRef<Done> replyTo) implements Message {}

  /** One order and who watches it. */
  private static final class Watched {
    private final Set<Watcher> watchers = new HashSet<>();
    private final Map<Watcher, String> known = new HashMap<>();
    private States states;
    private boolean isSeen;

    Watched(States states) {
      this.states = states;
    }
  }

  public static Behavior<Message> create(PaymentBook book) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new OrderWatch(context, timers, book)));
  }

  private OrderWatch(
      ActorContext<Message> context, TimerScheduler<Message> timers, PaymentBook book) {
    super(context);
    this.book = book;
    this.timers = timers;
    timers.startTimerWithFixedDelay(new Heartbeat(), HEARTBEAT);
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<Message> onMessage(Message message) {
    switch (message) {
      case Join join -> join(join);
      case Leave(OrderId order, Watcher watcher) -> leave(order, watcher);
      case Look _ -> look();
      case Seen(List<States> states) -> {
        states.forEach(this::seen);
        next();
      }
      case Failed _ -> next();
      case Heartbeat _ ->
          orders.values().forEach(watched -> watched.watchers.forEach(Watcher::heartbeat));
      case Drain(ActorRef<Done> replyTo) -> {
        drained = replyTo;
        orders.values().forEach(watched -> watched.watchers.forEach(Watcher::end));
        tellDrained();
      }
    }
    return this;
  }

  private void join(Join join) {
    if (drained != null) {
      join.watcher().end();
      return;
    }
    Watched watched =
        orders.computeIfAbsent(
            join.order(), order -> new Watched(new States(order, join.stage(), null, null)));
    watched.watchers.add(join.watcher());
    if (join.known() != null) {
      watched.known.put(join.watcher(), join.known());
    }
    if (watched.isSeen) {
      tell(watched, join.watcher());
    } else {
      getContext().getSelf().tell(new Look());
    }
  }

  private void leave(OrderId order, Watcher watcher) {
    Watched watched = orders.get(order);
    if (watched != null) {
      watched.watchers.remove(watcher);
      watched.known.remove(watcher);
      if (watched.watchers.isEmpty()) {
        orders.remove(order);
      }
    }
    tellDrained();
  }

  private void look() {
    if (!orders.isEmpty() && !isLooking && !timers.isTimerActive(new Look())) {
      isLooking = true;
      getContext()
          .pipeToSelf(
              book.states(Set.copyOf(orders.keySet())),
              (states, _) -> states == null ? new Failed() : new Seen(states));
    }
  }

  private void next() {
    isLooking = false;
    if (!orders.isEmpty()) {
      timers.startSingleTimer(new Look(), PACE);
    }
  }

  private void seen(States found) {
    Watched watched = orders.get(found.order());
    if (watched == null) {
      return;
    }
    // A view may know less than the order itself has said: its stage never goes back.
    OrderStage stage =
        rank(found.stage()) < rank(watched.states.stage()) ? watched.states.stage() : found.stage();
    States states = new States(found.order(), stage, found.payment(), found.shipment());
    if (!watched.isSeen || !states.equals(watched.states)) {
      watched.isSeen = true;
      watched.states = states;
      version++;
      watched.watchers.forEach(watcher -> tell(watched, watcher));
    }
  }

  private void tell(Watched watched, Watcher watcher) {
    String id = id(watched.states);
    if (!Objects.equals(watched.known.put(watcher, id), id)) {
      watcher.offer(new StatsEvent(version, event(id, watched.states)));
    }
  }

  private void tellDrained() {
    if (drained != null && orders.isEmpty()) {
      drained.tell(Done.done());
    }
  }

  private static int rank(OrderStage stage) {
    return stage.isFinal() ? 2 : stage == OrderStage.CONFIRMED ? 1 : 0;
  }

  private static String id(States states) {
    return states.stage().label() + "." + states.payment() + "." + states.shipment();
  }

  private static ByteString event(String id, States states) {
    return ByteString.fromString("event: state\nid: " + id + "\ndata: ")
        .concat(
            Json.bytes(json -> {
              json.writeStartObject();
              json.writeStringField("order", states.order().value());
              json.writeStringField("state", states.stage().label());
              if (states.payment() != null) {
                json.writeStringField("payment", states.payment());
              }
              if (states.shipment() != null) {
                json.writeStringField("shipment", states.shipment());
              }
              json.writeEndObject();
            }))
        .concat(ByteString.fromString("\n\n"));
  }
}
