@NullMarked
package crowdstart.http.checkout;

import org.jspecify.annotations.NullMarked;
