/** The one door through which an order is placed. */
@NullMarked
package crowdstart.checkout;

import org.jspecify.annotations.NullMarked;
