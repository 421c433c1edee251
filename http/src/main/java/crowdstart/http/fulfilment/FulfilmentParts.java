package crowdstart.http.fulfilment;

import crowdstart.fulfilment.Fulfilment;

/** What the routes need of the fulfilment stream. */
public record FulfilmentParts(Fulfilment entities, ShipmentList shipments, BatchList batches) {}
