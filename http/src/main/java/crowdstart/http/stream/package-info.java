/** A campaign's totals, and the streams of them. */
@NullMarked
package crowdstart.http.stream;

import org.jspecify.annotations.NullMarked;
