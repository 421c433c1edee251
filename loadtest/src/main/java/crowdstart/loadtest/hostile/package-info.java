/** Clients that mean harm, from outside: how long does each kind hold what it has got? */
@NullMarked
package crowdstart.loadtest.hostile;

import org.jspecify.annotations.NullMarked;
