/** The one door through which an order is placed, and the bytes in which it crosses nodes. */
@NullMarked
package crowdstart.checkout;

import org.jspecify.annotations.NullMarked;
