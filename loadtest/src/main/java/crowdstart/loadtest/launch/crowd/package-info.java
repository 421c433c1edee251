/**
 * A share of the crowd, in a process of its own: each backer is a small state machine on one
 * connection, and one thread serves them all. Tells its parent a line a second.
 */
@NullMarked
package crowdstart.loadtest.launch.crowd;

import org.jspecify.annotations.NullMarked;
