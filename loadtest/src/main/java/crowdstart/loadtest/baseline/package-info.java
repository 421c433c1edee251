/**
 * The fair baseline: checkout as a good team would write it without Crowdstart. One SQL statement
 * per order over a small pool, the row lock as the only queue, an HTTP server on virtual threads.
 * Same wire contract, same durability, same idempotency. It is spared what is not on the reply path
 * of a plain order: add-ons, limits per backer, the expiry of holds, statistics, lists; so it does
 * less for each order than what it is compared with.
 */
@NullMarked
package crowdstart.loadtest.baseline;

import org.jspecify.annotations.NullMarked;
