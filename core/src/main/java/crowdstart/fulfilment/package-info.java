/** Parcels: a shipment for each paid order, and the batches that creators make them in. */
@NullMarked
package crowdstart.fulfilment;

import org.jspecify.annotations.NullMarked;
