/** The way to the payment provider: Stripe's API, or a sandbox that speaks it. */
@NullMarked
package crowdstart.http.gateway;

import org.jspecify.annotations.NullMarked;
