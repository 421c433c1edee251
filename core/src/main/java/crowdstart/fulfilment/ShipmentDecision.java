package crowdstart.fulfilment;

/** What the rules make of a {@link ShipmentCommand}. */
public sealed interface ShipmentDecision {
  record Accept(ShipmentEvent event) implements ShipmentDecision {}

  /** It stands like that already, or has been there; nothing to store. */
  record AlreadyDone() implements ShipmentDecision {}

  record Reject(ShipmentRejection why) implements ShipmentDecision {}
}
