package crowdstart.journal.stored;

import crowdstart.campaign.FundingModel;
import crowdstart.identity.CampaignId;
import crowdstart.identity.OrderId;
import crowdstart.payment.Card;
import crowdstart.payment.CardRefusal;
import crowdstart.payment.CollectionEvent;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.EndReason;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.Terms;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the events of payments and of collection runs are stored. */
final class PaymentForms {
  private PaymentForms() {}

  record Opened(
      OrderId order,
      CampaignId campaign,
      long amount,
      Currency currency,
      String fundingModel,
      Instant holdExpiresAt,
      Instant at) {
    static Opened of(PaymentEvent.Opened event) {
      Terms terms = event.terms();
      return new Opened(
          terms.order(),
          terms.campaign(),
          terms.amount(),
          terms.currency(),
          terms.fundingModel().label(),
          terms.holdExpiresAt(),
          event.at());
    }

    PaymentEvent.Opened event() {
      return new PaymentEvent.Opened(
          new Terms(
              order,
              campaign,
              amount,
              currency,
              constant(FundingModel.class, fundingModel),
              holdExpiresAt),
          at);
    }
  }

  record SetupTried(int setup, Instant at) {}

  record SetupMade(int setup, String reference, String customer, Instant at) {}

  record CardRefused(String refusal, Instant at) {}

  record CardSecured(int setup, String customer, String method, Instant at) {}

  record Moment(Instant at) {}

  record ChargeTried(int attempt, Instant at) {}

  record ChargeMade(String charge, Instant at) {}

  record ChargeFailed(
      int attempt, String refusal, @Nullable String lastTry, Instant retryAt, Instant at) {}

  record Captured(String charge, long amount, long fee, Instant at) {}

  record RefundTried(String refund, long amount, @Nullable String because, Instant at) {}

  record Refunded(String refund, String reference, long amount, Instant at) {}

  record RefundRefused(String refund, String code, Instant at) {}

  record RefundFailed(String refund, long returned, @Nullable String because, Instant at) {}

  record Disputed(
      String dispute,
      String status,
      long amount,
      long taken,
      long fee,
      String reason,
      long takenSince,
      long feeSince,
      Instant at) {
    static Disputed of(PaymentEvent.Disputed event) {
      DisputeStanding it = event.standing();
      return new Disputed(
          it.id(),
          it.status().label(),
          it.amount(),
          it.taken(),
          it.fee(),
          it.reason(),
          event.taken(),
          event.fee(),
          event.at());
    }

    PaymentEvent.Disputed event() {
      DisputeStanding.Status stands = constant(DisputeStanding.Status.class, status);
      return new PaymentEvent.Disputed(
          new DisputeStanding(dispute, stands, amount, taken, fee, reason),
          takenSince,
          feeSince,
          at);
    }
  }

  record End(String why, Instant at) {}

  record Begun(String outcome, Instant at) {}

  static List<Form<?, ?>> all() {
    return List.of(
        new Form<>(
            "payment-opened.1", PaymentEvent.Opened.class, Opened.class, Opened::of, Opened::event),
        new Form<>(
            "payment-setup-tried.1",
            PaymentEvent.SetupTried.class,
            SetupTried.class,
            it -> new SetupTried(it.setup(), it.at()),
            it -> new PaymentEvent.SetupTried(it.setup(), it.at())),
        new Form<>(
            "payment-setup-made.1",
            PaymentEvent.SetupMade.class,
            SetupMade.class,
            it -> new SetupMade(it.setup(), it.reference(), it.customer(), it.at()),
            it -> new PaymentEvent.SetupMade(it.setup(), it.reference(), it.customer(), it.at())),
        new Form<>(
            "payment-card-refused.1",
            PaymentEvent.CardRefused.class,
            CardRefused.class,
            it -> new CardRefused(it.refusal().label(), it.at()),
            it -> new PaymentEvent.CardRefused(constant(CardRefusal.class, it.refusal()), it.at())),
        new Form<>(
            "payment-card-secured.1",
            PaymentEvent.CardSecured.class,
            CardSecured.class,
            it -> new CardSecured(it.setup(), it.card().customer(), it.card().method(), it.at()),
            it ->
                new PaymentEvent.CardSecured(
                    it.setup(), new Card(it.customer(), it.method()), it.at())),
        new Form<>(
            "payment-order-confirmed.1",
            PaymentEvent.OrderConfirmed.class,
            Moment.class,
            it -> new Moment(it.at()),
            it -> new PaymentEvent.OrderConfirmed(it.at())),
        new Form<>(
            "payment-charge-tried.1",
            PaymentEvent.ChargeTried.class,
            ChargeTried.class,
            it -> new ChargeTried(it.attempt(), it.at()),
            it -> new PaymentEvent.ChargeTried(it.attempt(), it.at())),
        new Form<>(
            "payment-charge-made.1",
            PaymentEvent.ChargeMade.class,
            ChargeMade.class,
            it -> new ChargeMade(it.charge(), it.at()),
            it -> new PaymentEvent.ChargeMade(it.charge(), it.at())),
        new Form<>(
            "payment-charge-failed.1",
            PaymentEvent.ChargeFailed.class,
            ChargeFailed.class,
            it ->
                new ChargeFailed(
                    it.attempt(), it.refusal().label(), it.lastTry(), it.retryAt(), it.at()),
            it ->
                new PaymentEvent.ChargeFailed(
                    it.attempt(),
                    constant(CardRefusal.class, it.refusal()),
                    it.lastTry(),
                    it.retryAt(),
                    it.at())),
        new Form<>(
            "payment-captured.1",
            PaymentEvent.Captured.class,
            Captured.class,
            it -> new Captured(it.charge(), it.amount(), it.fee(), it.at()),
            it -> new PaymentEvent.Captured(it.charge(), it.amount(), it.fee(), it.at())),
        new Form<>(
            "payment-refund-tried.1",
            PaymentEvent.RefundTried.class,
            RefundTried.class,
            it -> new RefundTried(it.refund(), it.amount(), label(it.because()), it.at()),
            it ->
                new PaymentEvent.RefundTried(
                    it.refund(), it.amount(), reason(it.because()), it.at())),
        new Form<>(
            "payment-refunded.1",
            PaymentEvent.Refunded.class,
            Refunded.class,
            it -> new Refunded(it.refund(), it.reference(), it.amount(), it.at()),
            it -> new PaymentEvent.Refunded(it.refund(), it.reference(), it.amount(), it.at())),
        new Form<>(
            "payment-refund-refused.1",
            PaymentEvent.RefundRefused.class,
            RefundRefused.class,
            it -> new RefundRefused(it.refund(), it.code(), it.at()),
            it -> new PaymentEvent.RefundRefused(it.refund(), it.code(), it.at())),
        new Form<>(
            "payment-refund-failed.1",
            PaymentEvent.RefundFailed.class,
            RefundFailed.class,
            it -> new RefundFailed(it.refund(), it.returned(), label(it.because()), it.at()),
            it ->
                new PaymentEvent.RefundFailed(
                    it.refund(), it.returned(), reason(it.because()), it.at())),
        new Form<>(
            "payment-refund-given-up.1",
            PaymentEvent.RefundGivenUp.class,
            Moment.class,
            it -> new Moment(it.at()),
            it -> new PaymentEvent.RefundGivenUp(it.at())),
        new Form<>(
            "payment-disputed.1",
            PaymentEvent.Disputed.class,
            Disputed.class,
            Disputed::of,
            Disputed::event),
        new Form<>(
            "payment-end-begun.1",
            PaymentEvent.EndBegun.class,
            End.class,
            it -> new End(it.why().label(), it.at()),
            it -> new PaymentEvent.EndBegun(constant(EndReason.class, it.why()), it.at())),
        new Form<>(
            "payment-ended.1",
            PaymentEvent.Ended.class,
            End.class,
            it -> new End(it.why().label(), it.at()),
            it -> new PaymentEvent.Ended(constant(EndReason.class, it.why()), it.at())),
        new Form<>(
            "payment-order-told.1",
            PaymentEvent.OrderTold.class,
            Moment.class,
            it -> new Moment(it.at()),
            it -> new PaymentEvent.OrderTold(it.at())),
        new Form<>(
            "collection-begun.1",
            CollectionEvent.Begun.class,
            Begun.class,
            it -> new Begun(it.outcome().label(), it.at()),
            it -> new CollectionEvent.Begun(CampaignForms.stage(it.outcome()), it.at())),
        new Form<>(
            "collection-paused.1",
            CollectionEvent.Paused.class,
            Moment.class,
            it -> new Moment(it.at()),
            it -> new CollectionEvent.Paused(it.at())),
        new Form<>(
            "collection-resumed.1",
            CollectionEvent.Resumed.class,
            Moment.class,
            it -> new Moment(it.at()),
            it -> new CollectionEvent.Resumed(it.at())));
  }

  private static @Nullable String label(@Nullable EndReason why) {
    return why == null ? null : why.label();
  }

  private static @Nullable EndReason reason(@Nullable String label) {
    return label == null ? null : constant(EndReason.class, label);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String label) {
    return Enum.valueOf(type, label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
