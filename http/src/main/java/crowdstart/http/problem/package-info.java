/** Problem documents (RFC 9457): how every request that fails is answered. */
@NullMarked
package crowdstart.http.problem;

import org.jspecify.annotations.NullMarked;
