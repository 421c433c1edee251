/** Bodies and headers, read strictly and written cheaply. */
@NullMarked
package crowdstart.http.wire;

import org.jspecify.annotations.NullMarked;
