/** The payment sandbox, over real HTTP and with its real ledger. */
@NullMarked
package crowdstart.sandbox;

import org.jspecify.annotations.NullMarked;
