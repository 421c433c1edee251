/** The money of an order: a card secured, charged at most once, and refunded. */
@NullMarked
package crowdstart.payment;

import org.jspecify.annotations.NullMarked;
