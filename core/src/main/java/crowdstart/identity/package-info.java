/** Who is who: ids that carry their home region, and how an order's id follows from its request. */
@NullMarked
package crowdstart.identity;

import org.jspecify.annotations.NullMarked;
