package crowdstart.journal.stored;

import crowdstart.identity.TierId;

/** A tier at a price, in minor units. */
record StoredOffer(TierId tier, long price) {}
