package crowdstart.fulfilment;

/** Why the rules of a shipment say no, in their order of precedence. */
public enum ShipmentRejection {
  /** Its order is not paid for, or is another campaign's. */
  UNKNOWN_SHIPMENT,
  /** It was begun with other content. */
  BEGUN_OTHERWISE,
  /** Its stage does not allow it. */
  WRONG_STAGE
}
