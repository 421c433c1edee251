package crowdstart.fulfilment;

import crowdstart.order.AddressStanding;
import crowdstart.order.Backer;

/** What a creator writes on a parcel. Personal data, put together for this and not stored. */
public record ShippingLabel(ShipmentStanding shipment, Backer backer, AddressStanding address) {}
