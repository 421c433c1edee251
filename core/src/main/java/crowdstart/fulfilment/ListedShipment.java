package crowdstart.fulfilment;

/**
 * A shipment as a list has it.
 *
 * @param hasAddress whether its backer has said where to send it
 */
public record ListedShipment(ShipmentStanding standing, boolean hasAddress) {}
