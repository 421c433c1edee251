package crowdstart.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A payment as it stands: one type for each stage of its life. */
public sealed interface PaymentState {
  /** Nobody has opened it. */
  record Absent() implements PaymentState {}

  /** There is one. */
  sealed interface Known extends PaymentState {
    Terms terms();

    PaymentStage stage();
  }

  /** Nothing is captured yet, and may still be. */
  sealed interface Open extends Known {
    /** The last setup. */
    Setup setup();

    @Nullable Charge charge();
  }

  /**
   * The backer is to give a card.
   *
   * @param refusal of the last card
   */
  record Securing(
      Terms terms, Setup setup, @Nullable String customer, @Nullable CardRefusal refusal)
      implements Open {
    @Override
    public @Nullable Charge charge() {
      return null;
    }

    @Override
    public PaymentStage stage() {
      return PaymentStage.SECURING;
    }
  }

  record Secured(Terms terms, Setup setup, Card card) implements Open {
    @Override
    public @Nullable Charge charge() {
      return null;
    }

    @Override
    public PaymentStage stage() {
      return PaymentStage.SECURED;
    }
  }

  record Pledged(Terms terms, Setup setup, Card card) implements Open {
    @Override
    public @Nullable Charge charge() {
      return null;
    }

    @Override
    public PaymentStage stage() {
      return PaymentStage.PLEDGED;
    }
  }

  /**
   * The card is being charged.
   *
   * @param isReplacing whether the setup is for another card, which may come meanwhile
   */
  record Charging(Terms terms, Setup setup, Card card, Charge charge, boolean isReplacing)
      implements Open {
    @Override
    public PaymentStage stage() {
      return PaymentStage.CHARGING;
    }
  }

  /**
   * The card refused.
   *
   * @param isReplacing whether the setup is for another card
   */
  record Overdue(
      Terms terms,
      Setup setup,
      Card card,
      Charge charge,
      CardRefusal refusal,
      Instant retryAt,
      boolean isReplacing)
      implements Open {
    @Override
    public PaymentStage stage() {
      return PaymentStage.OVERDUE;
    }
  }

  /**
   * The money came.
   *
   * @param captured in minor units
   * @param fee of the provider, in minor units
   * @param because what ended the order, so that all of it has to go back; null as long as it
   *     stands
   * @param isOrderTold that its money is back, where what ended it is news to the order
   * @param isGivenUp whether nobody but a person gives it back any more
   * @param disputes by the banks of backers, each as it stood last
   */
  record Captured(
      Terms terms,
      String charge,
      long captured,
      long fee,
      List<Refund> refunds,
      @Nullable EndReason because,
      boolean isOrderTold,
      boolean isGivenUp,
      List<DisputeStanding> disputes)
      implements Known {
    public Captured {
      refunds = List.copyOf(refunds);
      disputes = List.copyOf(disputes);
    }

    @Override
    public PaymentStage stage() {
      if (refunded() == captured) {
        return PaymentStage.REFUNDED;
      }
      if (because == null) {
        return PaymentStage.CAPTURED;
      }
      if (isAllGone()) {
        return PaymentStage.REFUNDED;
      }
      return isGivenUp ? PaymentStage.REFUND_FAILED : PaymentStage.REFUNDING;
    }

    /** In minor units: what is back with the backer. */
    public long refunded() {
      return sum(Refund.Status.DONE);
    }

    /** In minor units: what banks have taken back for their backers. */
    public long disputed() {
      return disputes.stream().mapToLong(DisputeStanding::taken).sum();
    }

    /** In minor units: what may still be refunded (M3). */
    public long refundable() {
      long blocked = disputes.stream().mapToLong(DisputeStanding::blocked).sum();
      return Math.max(0, captured - sum(Refund.Status.DONE) - sum(Refund.Status.TRIED) - blocked);
    }

    /** Whether nothing of it is here any more, whichever way it went back. */
    boolean isAllGone() {
      return refunded() + disputed() >= captured;
    }

    Optional<DisputeStanding> dispute(String id) {
      return disputes.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** Whether all is back because of something that the order has not heard of yet. */
    boolean isNewsToOrder() {
      return because != null && because.isNewsToOrder() && isAllGone() && !isOrderTold;
    }

    /** The next refund that the provider has to make. */
    Optional<Refund> owed() {
      return refunds.stream().filter(it -> it.status() == Refund.Status.TRIED).findFirst();
    }

    /** The refund of this id of ours. */
    Optional<Refund> refund(String id) {
      return refunds.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    long count(Refund.Status status) {
      return refunds.stream().filter(it -> it.status() == status).count();
    }

    private long sum(Refund.Status status) {
      return refunds.stream().filter(it -> it.status() == status).mapToLong(Refund::amount).sum();
    }

    Captured with(List<Refund> all) {
      return changed(all, because, isOrderTold, isGivenUp, disputes);
    }

    Captured ending(EndReason why) {
      return changed(refunds, why, isOrderTold, isGivenUp, disputes);
    }

    Captured told() {
      return changed(refunds, because, true, isGivenUp, disputes);
    }

    Captured givenUp(boolean is) {
      return changed(refunds, because, isOrderTold, is, disputes);
    }

    /** What is gone needs nobody any more. */
    Captured disputed(List<DisputeStanding> all) {
      Captured next = changed(refunds, because, isOrderTold, isGivenUp, all);
      return next.isAllGone() ? next.givenUp(false) : next;
    }

    private Captured changed(
        List<Refund> back,
        @Nullable EndReason why,
        boolean isTold,
        boolean isLeft,
        List<DisputeStanding> disputed) {
      return new Captured(terms, charge, captured, fee, back, why, isTold, isLeft, disputed);
    }
  }

  record Ending(Terms terms, EndReason why, Setup setup, @Nullable Charge charge) implements Open {
    @Override
    public PaymentStage stage() {
      return PaymentStage.ENDING;
    }
  }

  /**
   * Final, unless money should come after all.
   *
   * @param isOrderTold or there is nothing to tell it
   */
  record Ended(Terms terms, EndReason why, boolean isOrderTold) implements Known {
    @Override
    public PaymentStage stage() {
      return why == EndReason.UNPAID ? PaymentStage.DROPPED : PaymentStage.RELEASED;
    }
  }
}
