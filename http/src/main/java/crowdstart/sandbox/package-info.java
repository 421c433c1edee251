/** A stand-in for the payment provider: it speaks the part of Stripe's API that we use. */
@NullMarked
package crowdstart.sandbox;

import org.jspecify.annotations.NullMarked;
