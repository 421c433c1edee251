package crowdstart.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it stands.
 *
 * @param refusal of the last card, while another try is possible
 * @param captured in minor units, like all amounts here
 * @param refunded what is back with the backer
 * @param refunds all that were asked for
 * @param retryAt when an overdue charge is tried again
 * @param endsAt when an overdue pledge is dropped
 * @param endReason why it ended, or is ending, or is given back
 * @param disputes by the backer's bank
 */
public record PaymentStanding(
    Terms terms,
    PaymentStage stage,
    @Nullable CardRefusal refusal,
    long captured,
    long refunded,
    List<Refund> refunds,
    @Nullable Instant retryAt,
    @Nullable Instant endsAt,
    @Nullable EndReason endReason,
    List<DisputeStanding> disputes) {
  public PaymentStanding {
    refunds = List.copyOf(refunds);
    disputes = List.copyOf(disputes);
  }

  /** In minor units: what the bank has taken back. */
  public long disputed() {
    return disputes.stream().mapToLong(DisputeStanding::taken).sum();
  }

  /** In minor units: what the bank has taken back, and by its last word for good. */
  public long lost() {
    return disputes.stream()
        .filter(it -> it.status() == DisputeStanding.Status.LOST)
        .mapToLong(DisputeStanding::taken)
        .sum();
  }

  /** Whether a bank has still to say whose its money is. */
  public boolean isDisputed() {
    return disputes.stream().anyMatch(DisputeStanding::isUndecided);
  }

  /** In minor units: what may still be refunded. */
  public long refundable() {
    long gone =
        refunds.stream()
            .filter(it -> it.status() == Refund.Status.TRIED || it.status() == Refund.Status.DONE)
            .mapToLong(Refund::amount)
            .sum();
    long blocked = disputes.stream().mapToLong(DisputeStanding::blocked).sum();
    return Math.max(0, captured - gone - blocked);
  }

  static PaymentStanding of(PaymentState.Known state) {
    return switch (state) {
      case PaymentState.Securing it -> plain(it, it.refusal(), null);
      case PaymentState.Secured it -> plain(it, null, null);
      case PaymentState.Pledged it -> plain(it, null, null);
      case PaymentState.Charging it -> plain(it, null, null);
      case PaymentState.Overdue it ->
          new PaymentStanding(
              it.terms(),
              it.stage(),
              it.refusal(),
              0,
              0,
              List.of(),
              it.retryAt(),
              Dunning.endsAt(it.charge()),
              null,
              List.of());
      case PaymentState.Captured it ->
          new PaymentStanding(
              it.terms(),
              it.stage(),
              null,
              it.captured(),
              it.refunded(),
              it.refunds(),
              null,
              null,
              it.because(),
              it.disputes());
      case PaymentState.Ending it -> plain(it, null, it.why());
      case PaymentState.Ended it -> plain(it, null, it.why());
    };
  }

  private static PaymentStanding plain(
      PaymentState.Known state, @Nullable CardRefusal refusal, @Nullable EndReason why) {
    return new PaymentStanding(
        state.terms(), state.stage(), refusal, 0, 0, List.of(), null, null, why, List.of());
  }
}
