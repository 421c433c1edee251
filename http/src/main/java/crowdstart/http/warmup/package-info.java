/** A node's rehearsal, before anybody relies on it. */
@NullMarked
package crowdstart.http.warmup;

import org.jspecify.annotations.NullMarked;
