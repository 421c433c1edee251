package crowdstart.order;

import crowdstart.campaign.Line;
import crowdstart.campaign.PricedLine;
import java.util.List;

/**
 * The rules of an order. Pure: time is an argument, and nothing here waits, reads or writes. Keeps
 * O3 and O6.
 */
public final class Order {
  private Order() {}

  public static OrderDecision decide(OrderState state, OrderCommand command) {
    return switch (state) {
      case OrderState.Absent _ -> decideAbsent(command);
      case OrderState.Known known -> decideKnown(known, command);
    };
  }

  /** Whether a request is the one that placed this order. */
  public static boolean isRepeat(OrderEvent.Placed placed, OrderRequest request) {
    return placed.campaign().equals(request.campaign())
        && placed.backerId().equals(request.backerId())
        && placed.backer().equals(request.backer())
        && isHoldFor(request, placed.lines())
        && java.util.Objects.equals(placed.referrer(), request.referrer());
  }

  /** Whether these lines are what the request asks for. */
  static boolean isHoldFor(OrderRequest request, List<PricedLine> lines) {
    return lines.stream()
        .map(line -> new Line(line.tier(), line.quantity()))
        .toList()
        .equals(request.lines());
  }

  /** The state behind an event. Throws on one that cannot follow. */
  public static OrderState evolve(OrderState state, OrderEvent event) {
    return switch (event) {
      case OrderEvent.Placed placed when state instanceof OrderState.Absent ->
          new OrderState.Held(placed);
      case OrderEvent.Confirmed confirmed when state instanceof OrderState.Held held ->
          new OrderState.Confirmed(held.placed(), confirmed.at(), AddressStanding.NONE);
      case OrderEvent.Cancelled cancelled when state instanceof OrderState.Held held ->
          new OrderState.Cancelled(held.placed(), cancelled.at());
      case OrderEvent.Cancelled cancelled when state instanceof OrderState.Confirmed confirmed ->
          new OrderState.Cancelled(confirmed.placed(), cancelled.at());
      case OrderEvent.Dropped dropped when state instanceof OrderState.Confirmed confirmed ->
          new OrderState.Dropped(confirmed.placed(), dropped.at());
      case OrderEvent.Released released when state instanceof OrderState.Confirmed confirmed ->
          new OrderState.Released(confirmed.placed(), released.at());
      case OrderEvent.Expired expired when state instanceof OrderState.Held held ->
          new OrderState.Expired(held.placed(), expired.at());
      case OrderEvent.AddressGiven given when state instanceof OrderState.Confirmed confirmed ->
          AddressRules.given(confirmed, given);
      case OrderEvent.AddressLocked _ when state instanceof OrderState.Confirmed confirmed ->
          AddressRules.locked(confirmed);
      case OrderEvent.Placed _,
          OrderEvent.Confirmed _,
          OrderEvent.Cancelled _,
          OrderEvent.Expired _,
          OrderEvent.Dropped _,
          OrderEvent.Released _,
          OrderEvent.AddressGiven _,
          OrderEvent.AddressLocked _ ->
          throw new IllegalStateException(
              event.getClass().getSimpleName()
                  + " cannot follow "
                  + state.getClass().getSimpleName());
    };
  }

  private static OrderDecision decideAbsent(OrderCommand command) {
    return switch (command) {
      case OrderCommand.Place place -> {
        OrderRequest request = place.request();
        yield new OrderDecision.Accept(
            new OrderEvent.Placed(
                request.order(),
                request.campaign(),
                request.backerId(),
                request.backer(),
                place.lines(),
                place.currency(),
                request.referrer(),
                place.holdExpiresAt(),
                place.requestNumber(),
                place.now()));
      }
      case OrderCommand.Confirm _,
          OrderCommand.Cancel _,
          OrderCommand.Expire _,
          OrderCommand.Drop _,
          OrderCommand.Release _,
          OrderCommand.GiveAddress _,
          OrderCommand.LockAddress _ ->
          reject(OrderRejection.UNKNOWN_ORDER);
    };
  }

  private static OrderDecision decideKnown(OrderState.Known state, OrderCommand command) {
    return switch (command) {
      case OrderCommand.Place place ->
          isRepeat(state.placed(), place.request())
              ? new OrderDecision.AlreadyDone()
              : reject(OrderRejection.IDEMPOTENCY_KEY_REUSED);
      case OrderCommand.Confirm confirm ->
          to(state, OrderStage.CONFIRMED, new OrderEvent.Confirmed(confirm.now()));
      case OrderCommand.Cancel cancel ->
          to(state, OrderStage.CANCELLED, new OrderEvent.Cancelled(cancel.now()));
      case OrderCommand.Expire expire ->
          to(state, OrderStage.EXPIRED, new OrderEvent.Expired(expire.now()));
      case OrderCommand.Drop drop ->
          to(state, OrderStage.DROPPED, new OrderEvent.Dropped(drop.now()));
      case OrderCommand.Release release ->
          to(state, OrderStage.RELEASED, new OrderEvent.Released(release.now()));
      case OrderCommand.GiveAddress give -> AddressRules.give(state, give);
      case OrderCommand.LockAddress lock -> AddressRules.lock(state, lock);
    };
  }

  /** Where a stage may lead; the rest stands already or is not allowed (O6). */
  private static OrderDecision to(OrderState.Known state, OrderStage stage, OrderEvent event) {
    if (state.stage() == stage) {
      return new OrderDecision.AlreadyDone();
    }
    boolean isAllowed =
        switch (stage) {
          case HELD -> false;
          case CONFIRMED, EXPIRED -> state instanceof OrderState.Held;
          case CANCELLED ->
              state instanceof OrderState.Held || state instanceof OrderState.Confirmed;
          case DROPPED, RELEASED -> state instanceof OrderState.Confirmed;
        };
    return isAllowed ? new OrderDecision.Accept(event) : reject(OrderRejection.WRONG_STAGE);
  }

  private static OrderDecision reject(OrderRejection why) {
    return new OrderDecision.Reject(why);
  }
}
