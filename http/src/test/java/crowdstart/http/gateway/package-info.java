/** The Stripe adapter, against the sandbox and against scripted answers. */
@NullMarked
package crowdstart.http.gateway;

import org.jspecify.annotations.NullMarked;
