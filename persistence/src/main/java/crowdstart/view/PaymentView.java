package crowdstart.view;

import crowdstart.feed.FeedEvent;
import crowdstart.feed.FeedPage;
import crowdstart.payment.CardRefusal;
import crowdstart.payment.CollectionEvent;
import crowdstart.payment.PaymentEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps payments, postings, balances and timelines, and the collection runs: what the feed of the
 * payment journal comes to.
 */
final class PaymentView {
  /** What a payment does at once; if it was not done by then, its node is gone. */
  private static final Duration DUTY_WAIT = Duration.ofSeconds(10);

  /** When a backer has not been heard of, a webhook may have been lost. */
  private static final Duration BACKER_WAIT = Duration.ofSeconds(30);

  /** When somebody who was asked to authenticate has not been heard of. */
  private static final Duration AUTHENTICATION_WAIT = Duration.ofMinutes(5);

  /** A refund that the provider would not make, or that did not arrive, is tried again. */
  private static final Duration REFUND_WAIT = Duration.ofHours(6);

  private PaymentView() {}

  static void handle(Connection connection, FeedPage<Object> page) throws SQLException {
    for (FeedEvent<Object> event : page.events()) {
      String id = event.persistenceId().substring(event.persistenceId().indexOf('|') + 1);
      switch (event.event()) {
        case PaymentEvent payment -> {
          handle(new PaymentRows(connection, id, payment.at()), payment);
          Postings.post(connection, id, event.sequenceNumber(), payment);
          Timeline.add(connection, id, payment);
        }
        case CollectionEvent collection -> CollectionRows.handle(connection, id, collection);
        default ->
            throw new IllegalStateException("no view of " + event.event().getClass().getName());
      }
    }
  }

  private static void handle(PaymentRows rows, PaymentEvent event) throws SQLException {
    switch (event) {
      case PaymentEvent.Opened opened -> rows.open(opened.terms(), due(opened, DUTY_WAIT));
      case PaymentEvent.SetupTried it -> rows.due(due(it, DUTY_WAIT));
      case PaymentEvent.SetupMade it -> rows.due(due(it, BACKER_WAIT));
      case PaymentEvent.CardRefused it -> rows.refused(it.refusal().label());
      case PaymentEvent.CardSecured it -> rows.secured(due(it, DUTY_WAIT));
      case PaymentEvent.OrderConfirmed _ -> rows.stage("pledged", null);
      case PaymentEvent.ChargeTried it -> rows.stage("charging", due(it, DUTY_WAIT));
      case PaymentEvent.ChargeMade it -> rows.due(due(it, DUTY_WAIT));
      case PaymentEvent.ChargeFailed it -> {
        rows.stage("overdue", overdueWait(it));
        rows.refused(it.refusal().label());
      }
      case PaymentEvent.Captured it -> rows.captured(it.amount(), it.fee());
      case PaymentEvent.RefundTried it -> rows.refunding(it.because(), due(it, DUTY_WAIT));
      case PaymentEvent.Refunded it -> rows.refunded(it.amount(), due(it, DUTY_WAIT));
      case PaymentEvent.RefundRefused it ->
          rows.refundRefused(due(it, DUTY_WAIT), due(it, REFUND_WAIT));
      case PaymentEvent.RefundFailed it ->
          rows.refundFailed(it.returned(), it.because(), due(it, DUTY_WAIT), due(it, REFUND_WAIT));
      case PaymentEvent.RefundGivenUp _ -> rows.refundGivenUp();
      case PaymentEvent.Disputed it -> rows.disputed(it.taken(), due(it, DUTY_WAIT));
      case PaymentEvent.EndBegun it -> rows.ending(it.why(), due(it, DUTY_WAIT));
      case PaymentEvent.Ended it ->
          rows.stage(
              it.why() == crowdstart.payment.EndReason.UNPAID ? "dropped" : "released",
              toldWait(it));
      case PaymentEvent.OrderTold _ -> rows.told();
    }
  }

  /** A backer who is asked to authenticate does so soon, or not at all. */
  private static Instant overdueWait(PaymentEvent.ChargeFailed event) {
    Instant soon = due(event, AUTHENTICATION_WAIT);
    return event.refusal() == CardRefusal.AUTHENTICATION_NEEDED && soon.isBefore(event.retryAt())
        ? soon
        : event.retryAt();
  }

  private static @Nullable Instant toldWait(PaymentEvent.Ended event) {
    return event.why().isNewsToOrder() ? due(event, DUTY_WAIT) : null;
  }

  private static Instant due(PaymentEvent event, Duration wait) {
    return event.at().plus(wait);
  }
}
