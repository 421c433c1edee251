package crowdstart.payment;

import crowdstart.order.OrderStage;
import java.time.Instant;

/** What came of something owed. */
public sealed interface OwedAnswer {
  /** Nobody can say; it has to be done again. */
  record Unknown() implements OwedAnswer {}

  /** The provider, or the order, has answered. */
  sealed interface Known extends OwedAnswer {
    /** What the rules are to decide on. */
    PaymentCommand at(Instant now);
  }

  record News(ProviderNews news) implements Known {
    @Override
    public PaymentCommand at(Instant now) {
      return new PaymentCommand.Hear(news, now);
    }
  }

  record Confirmation(ChargeStanding standing) implements Known {
    @Override
    public PaymentCommand at(Instant now) {
      return new PaymentCommand.HearConfirmation(standing, now);
    }
  }

  record ChargeRefused(String code) implements Known {
    @Override
    public PaymentCommand at(Instant now) {
      return new PaymentCommand.HearChargeRefused(code, now);
    }
  }

  record RefundRefused(String refund, String code) implements Known {
    @Override
    public PaymentCommand at(Instant now) {
      return new PaymentCommand.HearRefundRefused(refund, code, now);
    }
  }

  /** There is no such thing at the provider yet. */
  record NotThere() implements Known {
    @Override
    public PaymentCommand at(Instant now) {
      return new PaymentCommand.Wake(now);
    }
  }

  record OrderStands(OrderStage stage) implements Known {
    @Override
    public PaymentCommand at(Instant now) {
      return new PaymentCommand.HearOrder(stage, now);
    }
  }

  record OrderTold() implements Known {
    @Override
    public PaymentCommand at(Instant now) {
      return new PaymentCommand.HearOrderTold(now);
    }
  }
}
