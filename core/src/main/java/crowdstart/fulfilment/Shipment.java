package crowdstart.fulfilment;

import crowdstart.identity.BatchId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of a shipment. Pure: time is an argument, and nothing here waits, reads or writes. */
public final class Shipment {
  private Shipment() {}

  public static ShipmentDecision decide(ShipmentState state, ShipmentCommand command, Instant now) {
    return switch (state) {
      case ShipmentState.Absent _ ->
          command instanceof ShipmentCommand.Begin begin
              ? accept(begun(begin, now))
              : reject(ShipmentRejection.UNKNOWN_SHIPMENT);
      case ShipmentState.Known known ->
          command instanceof ShipmentCommand.OfCampaign creators
                  && !creators.campaign().equals(known.begun().campaign())
              ? reject(ShipmentRejection.UNKNOWN_SHIPMENT)
              : decideKnown(known, command, now);
    };
  }

  private static ShipmentDecision decideKnown(
      ShipmentState.Known state, ShipmentCommand command, Instant now) {
    return switch (command) {
      case ShipmentCommand.Begin begin ->
          state.begun().equals(begun(begin, state.begun().at()))
              ? done()
              : reject(ShipmentRejection.BEGUN_OTHERWISE);
      case ShipmentCommand.Batch(BatchId batch) -> batch(state, batch, now);
      case ShipmentCommand.Unbatch(BatchId batch) -> unbatch(state, batch, now);
      case ShipmentCommand.Lock(BatchId batch) -> lock(state, batch, now);
      case ShipmentCommand.Ship ship -> ship(state, ship.consignment(), now);
      case ShipmentCommand.Deliver _ -> deliver(state, now);
      case ShipmentCommand.Return _ -> giveBack(state, now);
      case ShipmentCommand.Suspend _ -> suspend(state, now);
      case ShipmentCommand.Resume _ -> resume(state, now);
      case ShipmentCommand.Cancel _ -> cancel(state, now);
      case ShipmentCommand.Reopen _ ->
          state instanceof ShipmentState.Cancelled
              ? accept(new ShipmentEvent.Reopened(now))
              : done();
    };
  }

  /** Never back into a batch that it has left: that one may have been made since. */
  private static ShipmentDecision batch(ShipmentState.Known state, BatchId batch, Instant now) {
    if (batch.equals(batchOf(state))) {
      return done();
    }
    return state instanceof ShipmentState.Ready ready
            && !ready.isSuspended()
            && !ready.left().contains(batch)
        ? accept(new ShipmentEvent.Batched(batch, now))
        : reject(ShipmentRejection.WRONG_STAGE);
  }

  private static ShipmentDecision unbatch(ShipmentState.Known state, BatchId batch, Instant now) {
    return switch (state) {
      case ShipmentState.Ready ready when ready.left().contains(batch) -> done();
      case ShipmentState.Batched batched when batched.left().contains(batch) -> done();
      case ShipmentState.Batched batched
          when batched.batch().equals(batch) && !batched.isLocked() ->
          accept(new ShipmentEvent.Unbatched(batch, now));
      case ShipmentState.Ready _,
          ShipmentState.Batched _,
          ShipmentState.Shipped _,
          ShipmentState.Delivered _,
          ShipmentState.Returned _,
          ShipmentState.Cancelled _ ->
          reject(ShipmentRejection.WRONG_STAGE);
    };
  }

  /** Also of one that was suspended a moment ago: its address is final already. */
  private static ShipmentDecision lock(ShipmentState.Known state, BatchId batch, Instant now) {
    if (!(state instanceof ShipmentState.Batched batched) || !batched.batch().equals(batch)) {
      return reject(ShipmentRejection.WRONG_STAGE);
    }
    return batched.isLocked() ? done() : accept(new ShipmentEvent.Locked(batch, now));
  }

  /** Also of one that is suspended: its creator says what has happened, and that is evidence. */
  private static ShipmentDecision ship(
      ShipmentState.Known state, Consignment consignment, Instant now) {
    return switch (state) {
      case ShipmentState.Ready _, ShipmentState.Batched _ ->
          accept(new ShipmentEvent.Shipped(consignment, now));
      case ShipmentState.Shipped shipped -> repeatOf(shipped.consignment(), consignment);
      case ShipmentState.Delivered delivered -> repeatOf(delivered.consignment(), consignment);
      case ShipmentState.Returned returned -> repeatOf(returned.consignment(), consignment);
      case ShipmentState.Cancelled _ -> reject(ShipmentRejection.WRONG_STAGE);
    };
  }

  private static ShipmentDecision repeatOf(Consignment first, Consignment now) {
    return first.equals(now) ? done() : reject(ShipmentRejection.WRONG_STAGE);
  }

  private static ShipmentDecision deliver(ShipmentState.Known state, Instant now) {
    return switch (state) {
      case ShipmentState.Shipped _ -> accept(new ShipmentEvent.Delivered(now));
      case ShipmentState.Delivered _ -> done();
      case ShipmentState.Returned returned when returned.wasDelivered() -> done();
      case ShipmentState.Ready _,
          ShipmentState.Batched _,
          ShipmentState.Returned _,
          ShipmentState.Cancelled _ ->
          reject(ShipmentRejection.WRONG_STAGE);
    };
  }

  private static ShipmentDecision giveBack(ShipmentState.Known state, Instant now) {
    return switch (state) {
      case ShipmentState.Shipped _, ShipmentState.Delivered _ ->
          accept(new ShipmentEvent.Returned(now));
      case ShipmentState.Returned _ -> done();
      case ShipmentState.Ready _, ShipmentState.Batched _, ShipmentState.Cancelled _ ->
          reject(ShipmentRejection.WRONG_STAGE);
    };
  }

  /** What has left, or never will, cannot be kept back: there is nothing to do. */
  private static ShipmentDecision suspend(ShipmentState.Known state, Instant now) {
    return isHere(state) && !isSuspended(state) ? accept(new ShipmentEvent.Suspended(now)) : done();
  }

  private static ShipmentDecision resume(ShipmentState.Known state, Instant now) {
    return isSuspended(state) ? accept(new ShipmentEvent.Resumed(now)) : done();
  }

  private static ShipmentDecision cancel(ShipmentState.Known state, Instant now) {
    return switch (state) {
      case ShipmentState.Ready _, ShipmentState.Batched _ ->
          accept(new ShipmentEvent.Cancelled(now));
      case ShipmentState.Cancelled _ -> done();
      case ShipmentState.Shipped _, ShipmentState.Delivered _, ShipmentState.Returned _ ->
          reject(ShipmentRejection.WRONG_STAGE);
    };
  }

  /** The state behind an event. Throws on one that cannot follow. */
  public static ShipmentState evolve(ShipmentState state, ShipmentEvent event) {
    return switch (event) {
      case ShipmentEvent.Begun begun when state instanceof ShipmentState.Absent ->
          new ShipmentState.Ready(begun, Set.of(), false, begun.at());
      case ShipmentEvent.Batched(BatchId batch, Instant at)
          when state instanceof ShipmentState.Ready ready
              && !ready.isSuspended()
              && !ready.left().contains(batch) ->
          new ShipmentState.Batched(ready.begun(), ready.left(), batch, false, false, at);
      case ShipmentEvent.Unbatched(BatchId batch, Instant at)
          when state instanceof ShipmentState.Batched batched
              && batched.batch().equals(batch)
              && !batched.isLocked() ->
          new ShipmentState.Ready(
              batched.begun(), with(batched.left(), batch), batched.isSuspended(), at);
      case ShipmentEvent.Locked(BatchId batch, Instant at)
          when state instanceof ShipmentState.Batched batched
              && batched.batch().equals(batch)
              && !batched.isLocked() ->
          new ShipmentState.Batched(
              batched.begun(), batched.left(), batch, true, batched.isSuspended(), batched.at());
      case ShipmentEvent.Shipped(Consignment consignment, Instant at) when isHere(state) ->
          new ShipmentState.Shipped(begunOf(state), batchOf(state), consignment, at);
      case ShipmentEvent.Delivered(Instant at)
          when state instanceof ShipmentState.Shipped shipped ->
          new ShipmentState.Delivered(shipped.begun(), shipped.batch(), shipped.consignment(), at);
      case ShipmentEvent.Returned(Instant at) when state instanceof ShipmentState.Shipped shipped ->
          new ShipmentState.Returned(
              shipped.begun(), shipped.batch(), shipped.consignment(), false, at);
      case ShipmentEvent.Returned(Instant at)
          when state instanceof ShipmentState.Delivered delivered ->
          new ShipmentState.Returned(
              delivered.begun(), delivered.batch(), delivered.consignment(), true, at);
      case ShipmentEvent.Cancelled(Instant at) when isHere(state) ->
          new ShipmentState.Cancelled(begunOf(state), leftOf(state), batchOf(state), at);
      case ShipmentEvent.Reopened(Instant at)
          when state instanceof ShipmentState.Cancelled cancelled ->
          new ShipmentState.Ready(cancelled.begun(), allLeft(cancelled), false, at);
      case ShipmentEvent.Suspended _ when isHere(state) && !isSuspended(state) ->
          suspended(state, true);
      case ShipmentEvent.Resumed _ when isSuspended(state) -> suspended(state, false);
      case ShipmentEvent.Begun _,
          ShipmentEvent.Batched _,
          ShipmentEvent.Unbatched _,
          ShipmentEvent.Locked _,
          ShipmentEvent.Shipped _,
          ShipmentEvent.Delivered _,
          ShipmentEvent.Returned _,
          ShipmentEvent.Suspended _,
          ShipmentEvent.Resumed _,
          ShipmentEvent.Cancelled _,
          ShipmentEvent.Reopened _ ->
          throw new IllegalStateException(
              event.getClass().getSimpleName()
                  + " cannot follow "
                  + state.getClass().getSimpleName());
    };
  }

  private static ShipmentState suspended(ShipmentState state, boolean is) {
    return switch (state) {
      case ShipmentState.Ready it -> new ShipmentState.Ready(it.begun(), it.left(), is, it.at());
      case ShipmentState.Batched it ->
          new ShipmentState.Batched(it.begun(), it.left(), it.batch(), it.isLocked(), is, it.at());
      case ShipmentState.Absent _,
          ShipmentState.Shipped _,
          ShipmentState.Delivered _,
          ShipmentState.Returned _,
          ShipmentState.Cancelled _ ->
          throw new IllegalStateException("only what is here can be kept back");
    };
  }

  /** Whether it can still be kept from its carrier. */
  private static boolean isHere(ShipmentState state) {
    return state instanceof ShipmentState.Ready || state instanceof ShipmentState.Batched;
  }

  /** Whether its payment is disputed while it is still here. */
  static boolean isSuspended(ShipmentState state) {
    return switch (state) {
      case ShipmentState.Ready ready -> ready.isSuspended();
      case ShipmentState.Batched batched -> batched.isSuspended();
      case ShipmentState.Absent _,
          ShipmentState.Shipped _,
          ShipmentState.Delivered _,
          ShipmentState.Returned _,
          ShipmentState.Cancelled _ ->
          false;
    };
  }

  /** The batch that it is or was made in; null when it is in none. */
  static @Nullable BatchId batchOf(ShipmentState state) {
    return switch (state) {
      case ShipmentState.Absent _, ShipmentState.Ready _ -> null;
      case ShipmentState.Batched batched -> batched.batch();
      case ShipmentState.Shipped shipped -> shipped.batch();
      case ShipmentState.Delivered delivered -> delivered.batch();
      case ShipmentState.Returned returned -> returned.batch();
      case ShipmentState.Cancelled cancelled -> cancelled.batch();
    };
  }

  private static Set<BatchId> leftOf(ShipmentState state) {
    return switch (state) {
      case ShipmentState.Ready ready -> ready.left();
      case ShipmentState.Batched batched -> batched.left();
      case ShipmentState.Cancelled cancelled -> cancelled.left();
      case ShipmentState.Absent _,
          ShipmentState.Shipped _,
          ShipmentState.Delivered _,
          ShipmentState.Returned _ ->
          Set.of();
    };
  }

  private static Set<BatchId> allLeft(ShipmentState.Cancelled state) {
    BatchId batch = state.batch();
    return batch == null ? state.left() : with(state.left(), batch);
  }

  private static ShipmentEvent.Begun begunOf(ShipmentState state) {
    return ((ShipmentState.Known) state).begun();
  }

  private static ShipmentEvent.Begun begun(ShipmentCommand.Begin begin, Instant at) {
    return new ShipmentEvent.Begun(
        begin.order(), begin.campaign(), begin.lines(), begin.country(), at);
  }

  private static Set<BatchId> with(Set<BatchId> left, BatchId batch) {
    Set<BatchId> all = new HashSet<>(left);
    all.add(batch);
    return all;
  }

  private static ShipmentDecision accept(ShipmentEvent event) {
    return new ShipmentDecision.Accept(event);
  }

  private static ShipmentDecision done() {
    return new ShipmentDecision.AlreadyDone();
  }

  private static ShipmentDecision reject(ShipmentRejection why) {
    return new ShipmentDecision.Reject(why);
  }
}
