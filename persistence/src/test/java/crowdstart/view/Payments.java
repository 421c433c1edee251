package crowdstart.view;

import static crowdstart.view.Events.AT;
import static crowdstart.view.Events.campaign;
import static crowdstart.view.Events.order;

import crowdstart.campaign.FundingModel;
import crowdstart.payment.Card;
import crowdstart.payment.CardRefusal;
import crowdstart.payment.DisputeStanding;
import crowdstart.payment.EndReason;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Payments of 100 euros each, as their journals tell of them. */
final class Payments {
  static final long AMOUNT = 10_000;
  static final Instant RETRY = AT.plus(Duration.ofHours(1));

  private Payments() {}

  static PaymentEvent[] opened(int order) {
    Terms terms =
        new Terms(
            order(order),
            campaign(0),
            AMOUNT,
            Currency.getInstance("EUR"),
            FundingModel.ALL_OR_NOTHING,
            Events.EXPIRY);
    return new PaymentEvent[] {new PaymentEvent.Opened(terms, AT)};
  }

  static PaymentEvent[] secured(int order) {
    return and(
        opened(order),
        new PaymentEvent.SetupMade(1, "seti_1", "cus_1", AT),
        new PaymentEvent.CardRefused(CardRefusal.DECLINED, AT),
        new PaymentEvent.CardSecured(1, new Card("cus_1", "pm_1"), AT));
  }

  static PaymentEvent[] pledged(int order) {
    return and(secured(order), new PaymentEvent.OrderConfirmed(AT));
  }

  static PaymentEvent[] overdue(int order) {
    return and(
        pledged(order),
        new PaymentEvent.ChargeTried(1, AT),
        new PaymentEvent.ChargeMade("pi_1", AT),
        new PaymentEvent.ChargeFailed(1, CardRefusal.DECLINED, "ch_1", RETRY, AT));
  }

  static PaymentEvent[] captured(int order) {
    return and(overdue(order), new PaymentEvent.Captured("pi_1", AMOUNT, 170, AT));
  }

  static PaymentEvent[] end(EndReason why) {
    return new PaymentEvent[] {new PaymentEvent.EndBegun(why, AT), new PaymentEvent.Ended(why, AT)};
  }

  static PaymentEvent tried(String id, long amount, @Nullable EndReason why) {
    return new PaymentEvent.RefundTried(id, amount, why, AT);
  }

  static PaymentEvent refunded(String id, long amount) {
    return new PaymentEvent.Refunded(id, "re_" + id, amount, AT);
  }

  static PaymentEvent failed(String id, @Nullable EndReason why) {
    return failed(id, AMOUNT, why);
  }

  static PaymentEvent failed(String id, long returned, @Nullable EndReason why) {
    return new PaymentEvent.RefundFailed(id, returned, why, AT);
  }

  /** The views go by what has changed, and by the state. */
  static PaymentEvent disputed(String state, long taken, long fee) {
    DisputeStanding.Status status = DisputeStanding.Status.valueOf(state.toUpperCase(Locale.ROOT));
    return new PaymentEvent.Disputed(
        new DisputeStanding("du_1", status, AMOUNT, Math.max(0, taken), 0, "general"),
        taken,
        fee,
        AT);
  }

  static PaymentEvent refused(String id) {
    return new PaymentEvent.RefundRefused(id, "no", AT);
  }

  /** The same history of another order. */
  static PaymentEvent[] rename(int order, PaymentEvent[] events) {
    PaymentEvent[] renamed = events.clone();
    renamed[0] = opened(order)[0];
    return renamed;
  }

  static PaymentEvent[] and(PaymentEvent[] before, PaymentEvent... then) {
    return Stream.concat(Arrays.stream(before), Arrays.stream(then)).toArray(PaymentEvent[]::new);
  }
}
