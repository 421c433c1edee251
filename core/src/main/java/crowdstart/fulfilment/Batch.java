package crowdstart.fulfilment;

import java.time.Instant;

/** The rules of a batch. Pure, as {@link Shipment} is. */
public final class Batch {
  private Batch() {}

  public static BatchDecision decide(BatchState state, BatchCommand command, Instant now) {
    return switch (state) {
      case BatchState.Absent _ -> decideAbsent(command, now);
      case BatchState.Known known -> decideKnown(known, command, now);
    };
  }

  private static BatchDecision decideAbsent(BatchCommand command, Instant now) {
    return switch (command) {
      case BatchCommand.Open open when open.orders().isEmpty() ->
          reject(BatchRejection.NOTHING_READY);
      case BatchCommand.Open open ->
          new BatchDecision.Accept(
              new BatchEvent.Opened(
                  open.batch(), open.campaign(), open.filter(), open.orders(), now));
      case BatchCommand.Lock _, BatchCommand.Finish _ -> reject(BatchRejection.UNKNOWN_BATCH);
    };
  }

  private static BatchDecision decideKnown(
      BatchState.Known state, BatchCommand command, Instant now) {
    return switch (command) {
      case BatchCommand.Open open ->
          open.campaign().equals(state.opened().campaign())
                  && open.filter().equals(state.opened().filter())
              ? done()
              : reject(BatchRejection.IDEMPOTENCY_KEY_REUSED);
      case BatchCommand.Lock lock ->
          lock.campaign().equals(state.opened().campaign())
              ? lock(state, now)
              : reject(BatchRejection.UNKNOWN_BATCH);
      case BatchCommand.Finish _ -> finish(state, now);
    };
  }

  private static BatchDecision lock(BatchState.Known state, Instant now) {
    return switch (state) {
      case BatchState.Open _ ->
          new BatchDecision.Accept(new BatchEvent.LockAsked(state.opened().batch(), now));
      case BatchState.Locking _, BatchState.Locked _ -> done();
    };
  }

  private static BatchDecision finish(BatchState.Known state, Instant now) {
    return switch (state) {
      case BatchState.Open _ -> reject(BatchRejection.WRONG_STAGE);
      case BatchState.Locking _ ->
          new BatchDecision.Accept(new BatchEvent.Locked(state.opened().batch(), now));
      case BatchState.Locked _ -> done();
    };
  }

  /** The state behind an event. Throws on one that cannot follow. */
  public static BatchState evolve(BatchState state, BatchEvent event) {
    return switch (event) {
      case BatchEvent.Opened opened when state instanceof BatchState.Absent ->
          new BatchState.Open(opened);
      case BatchEvent.LockAsked(_, Instant at) when state instanceof BatchState.Open open ->
          new BatchState.Locking(open.opened(), at);
      case BatchEvent.Locked(_, Instant at) when state instanceof BatchState.Locking locking ->
          new BatchState.Locked(locking.opened(), at);
      case BatchEvent.Opened _, BatchEvent.LockAsked _, BatchEvent.Locked _ ->
          throw new IllegalStateException(
              event.getClass().getSimpleName()
                  + " cannot follow "
                  + state.getClass().getSimpleName());
    };
  }

  private static BatchDecision done() {
    return new BatchDecision.AlreadyDone();
  }

  private static BatchDecision reject(BatchRejection why) {
    return new BatchDecision.Reject(why);
  }
}
