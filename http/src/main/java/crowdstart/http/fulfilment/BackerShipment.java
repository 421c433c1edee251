package crowdstart.http.fulfilment;

import crowdstart.fulfilment.ShipmentStanding;
import org.jspecify.annotations.Nullable;

/**
 * A shipment as its backer sees it.
 *
 * @param ahead how many come before it; null when it is not in line any more
 */
public record BackerShipment(ShipmentStanding standing, @Nullable Integer ahead) {}
