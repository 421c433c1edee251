/**
 * Small checkers, each for one promise, over what clients were told, what the journals and views
 * say, and the payment provider's own ledger. They import nothing of the product: what a journal
 * means is written here a second time.
 */
@NullMarked
package crowdstart.loadtest.check;

import org.jspecify.annotations.NullMarked;
