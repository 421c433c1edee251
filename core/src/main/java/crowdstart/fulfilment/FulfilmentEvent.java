package crowdstart.fulfilment;

import java.time.Instant;

/** What stands in the journal of this stream. Holds no personal data. */
public sealed interface FulfilmentEvent permits ShipmentEvent, BatchEvent {
  Instant at();
}
