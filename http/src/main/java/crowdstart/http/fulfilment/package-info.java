/** Parcels on the wire: what backers see of theirs, and what creators do with all of them. */
@NullMarked
package crowdstart.http.fulfilment;

import org.jspecify.annotations.NullMarked;
