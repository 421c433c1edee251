/**
 * The rolling restart: all nodes one after the other, behind a balancer, while orders are placed.
 */
@NullMarked
package crowdstart.loadtest.rolling;

import org.jspecify.annotations.NullMarked;
