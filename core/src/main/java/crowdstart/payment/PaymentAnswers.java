package crowdstart.payment;

/** Says in answers what a state or a decision means to whoever asked. */
final class PaymentAnswers {
  private PaymentAnswers() {}

  /** Whether it may rest: nothing more is expected to happen to it soon. */
  static boolean isOver(PaymentState state) {
    return switch (state) {
      case PaymentState.Absent _, PaymentState.Ended _, PaymentState.Captured _ -> true;
      case PaymentState.Securing _,
          PaymentState.Secured _,
          PaymentState.Pledged _,
          PaymentState.Charging _,
          PaymentState.Overdue _,
          PaymentState.Ending _ ->
          false;
    };
  }

  static PaymentAnswer found(PaymentState state) {
    return switch (state) {
      case PaymentState.Absent _ -> new PaymentAnswer.NotFound();
      case PaymentState.Known known -> new PaymentAnswer.Found(PaymentStanding.of(known), null);
    };
  }

  static PaymentAnswer refused(PaymentState state, PaymentRejection why) {
    return switch (state) {
      case PaymentState.Absent _ -> new PaymentAnswer.NotFound();
      case PaymentState.Known known -> new PaymentAnswer.Refused(why, PaymentStanding.of(known));
    };
  }
}
