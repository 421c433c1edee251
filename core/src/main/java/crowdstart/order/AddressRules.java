package crowdstart.order;

/** The rules of a confirmed order's address: it may change until it is locked, and not after. */
final class AddressRules {
  private AddressRules() {}

  static OrderDecision give(OrderState.Known state, OrderCommand.GiveAddress give) {
    if (!(state instanceof OrderState.Confirmed confirmed)) {
      return new OrderDecision.Reject(OrderRejection.WRONG_STAGE);
    }
    // Identity first: a repeat of the address that stands is done, also when it is locked by now.
    if (give.address().equals(confirmed.address().address())) {
      return new OrderDecision.AlreadyDone();
    }
    return confirmed.address().isLocked()
        ? new OrderDecision.Reject(OrderRejection.ADDRESS_LOCKED)
        : new OrderDecision.Accept(new OrderEvent.AddressGiven(give.address(), give.now()));
  }

  static OrderDecision lock(OrderState.Known state, OrderCommand.LockAddress lock) {
    if (!(state instanceof OrderState.Confirmed confirmed)) {
      return new OrderDecision.Reject(OrderRejection.WRONG_STAGE);
    }
    if (confirmed.address().isLocked()) {
      return new OrderDecision.AlreadyDone();
    }
    return confirmed.address().address() == null
        ? new OrderDecision.Reject(OrderRejection.NO_ADDRESS)
        : new OrderDecision.Accept(new OrderEvent.AddressLocked(lock.now()));
  }

  static OrderState given(OrderState.Confirmed state, OrderEvent.AddressGiven event) {
    if (state.address().isLocked()) {
      throw new IllegalStateException("AddressGiven cannot follow AddressLocked");
    }
    return state.with(new AddressStanding(event.address(), false));
  }

  static OrderState locked(OrderState.Confirmed state) {
    if (state.address().isLocked()) {
      throw new IllegalStateException("AddressLocked cannot follow AddressLocked");
    }
    return state.with(new AddressStanding(state.address().address(), true));
  }
}
