/** Campaigns to try things with. */
@NullMarked
package crowdstart.http.demo;

import org.jspecify.annotations.NullMarked;
