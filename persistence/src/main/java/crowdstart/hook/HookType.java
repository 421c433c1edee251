package crowdstart.hook;

import java.util.Optional;

/** What a creator can be told of. */
public enum HookType {
  ORDER_PLACED("order.placed"),
  ORDER_CONFIRMED("order.confirmed"),
  ORDER_CANCELLED("order.cancelled"),
  ORDER_EXPIRED("order.expired"),
  ORDER_DROPPED("order.dropped"),
  ORDER_RELEASED("order.released"),
  PAYMENT_CAPTURED("payment.captured"),
  PAYMENT_FAILED("payment.failed"),
  PAYMENT_REFUNDED("payment.refunded"),
  PAYMENT_REFUND_FAILED("payment.refund-failed"),
  PAYMENT_DISPUTED("payment.disputed"),
  SHIPMENT_READY("shipment.ready"),
  SHIPMENT_SHIPPED("shipment.shipped"),
  SHIPMENT_DELIVERED("shipment.delivered"),
  SHIPMENT_RETURNED("shipment.returned"),
  SHIPMENT_CANCELLED("shipment.cancelled"),
  CAMPAIGN_FUNDED("campaign.funded"),
  CAMPAIGN_UNFUNDED("campaign.unfunded"),
  CAMPAIGN_CANCELLED("campaign.cancelled");

  private final String label;

  HookType(String label) {
    this.label = label;
  }

  /** The name on the wire and in the table. */
  public String label() {
    return label;
  }

  public static Optional<HookType> ofLabel(String label) {
    for (HookType type : values()) {
      if (type.label.equals(label)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
