/**
 * Payment confirmations from outside: the provider's webhook in, the order confirmed. Speaks to a
 * node as backers do, and as the payment provider does.
 */
@NullMarked
package crowdstart.loadtest.payment;

import org.jspecify.annotations.NullMarked;
