/**
 * A launch at full size, from outside: starts everything, opens the connections, replays the shape
 * of a launch, and reports. The crowd itself is in {@code crowd}.
 */
@NullMarked
package crowdstart.loadtest.launch;

import org.jspecify.annotations.NullMarked;
