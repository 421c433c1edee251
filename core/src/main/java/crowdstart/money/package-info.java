/** Amounts of money: whole minor units beside an ISO 4217 currency. */
@NullMarked
package crowdstart.money;

import org.jspecify.annotations.NullMarked;
