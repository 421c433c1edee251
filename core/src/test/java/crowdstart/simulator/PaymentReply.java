package crowdstart.simulator;

import crowdstart.payment.PaymentState;

/** What a payment answers; as {@code PaymentAnswer}, with the state itself. */
record PaymentReply(Kind kind, PaymentState state) {
  static final PaymentReply UNKNOWN = new PaymentReply(Kind.UNKNOWN, new PaymentState.Absent());

  /** The outcome. */
  enum Kind {
    FOUND,
    REFUSED,
    NOT_FOUND,
    UNKNOWN
  }

  static PaymentReply found(PaymentState state) {
    return of(state, Kind.FOUND);
  }

  static PaymentReply refused(PaymentState state) {
    return of(state, Kind.REFUSED);
  }

  private static PaymentReply of(PaymentState state, Kind kind) {
    return new PaymentReply(state instanceof PaymentState.Absent ? Kind.NOT_FOUND : kind, state);
  }

  @Override
  public String toString() {
    return state instanceof PaymentState.Known known ? kind + " " + known.stage() : kind.name();
  }
}
